package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.ProcessProperties;
import io.procmgr.SettingValues;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import io.procmgr.job.Problem;
import io.procmgr.source.Catalog;
import io.procmgr.source.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A supervisor that belongs to the application: starts and ends with it. */
final class OwnSupervisor implements Backing {
    private final ClassLoader loader;
    private final ApplicationProperties properties;
    private final Optional<ServerDirectory> server;

    private OwnSupervisor(ClassLoader loader, ApplicationProperties properties, Optional<ServerDirectory> server) {
        this.loader = loader;
        this.properties = properties;
        this.server = server;
    }

    /**
     * Reads the properties of the application; starts nothing.
     *
     * @throws IOException if a file of the application cannot be read
     */
    static OwnSupervisor of(ClassLoader loader) throws IOException {
        ProcessProperties process = ProcessProperties.ofThisJvm();
        return new OwnSupervisor(
                loader,
                ApplicationProperties.read(loader, process),
                ServerDirectory.find(systemProperties(), process.environment()));
    }

    private static Map<String, String> systemProperties() {
        Map<String, String> texts = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            texts.put(name, System.getProperty(name, ""));
        }
        return texts;
    }

    @Override
    public boolean enabled() {
        return properties.settings().enabled();
    }

    @Override
    public Catalog judge(Layer annotations) {
        List<Problem> problems = properties.settings().problems();
        if (!enabled()) {
            return new Catalog(List.of(), List.of(), problems, List.of());
        }
        Catalog jobs = ProcMgr.definitions(settings(annotations, Optional.empty()));
        return jobs.withProblems(problems);
    }

    @Override
    public Embedding.Opened open(Layer annotations, Application application) throws IOException {
        Optional<String> app = AppKey.of(properties.settings().app(), ServerFacts.appName(), application.contextPath());
        return OpenSupervisor.open(settings(annotations, app), properties.settings(), application);
    }

    private Settings settings(Layer annotations, Optional<String> app) {
        SettingValues values = properties.settings();
        Path state = values.stateDir().orElseGet(() -> StatePlace.of(app, server, StateDirectory.standard()));
        List<Layer> below = new ArrayList<>(List.of(annotations));
        below.addAll(properties.below());
        Settings settings = Settings.of(values.config(), state)
                .withApplication(loader)
                .withShutdownTimeout(values.shutdownTimeout())
                .withLayers(below, properties.above())
                .withEnvironment(properties.environment());
        if (values.logDir().isPresent()) {
            settings = settings.withLogDirectory(values.logDir().get());
        }
        if (values.profiles().isPresent()) {
            settings = settings.withProfiles(values.profiles().get());
        }
        if (values.reportSecretFile().isPresent()) {
            settings = settings.withReportSecret(values.reportSecretFile().get());
        }
        if (server.isPresent()) {
            settings = settings.withServer(server.get().work());
        }
        return app.isPresent() ? settings.withApp(app.get()) : settings;
    }
}
