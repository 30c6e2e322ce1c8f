package io.procmgr.cdi;

import io.procmgr.ProcessProperties;
import io.procmgr.SettingKey;
import io.procmgr.SettingValues;
import io.procmgr.Settings;
import io.procmgr.job.Problem;
import io.procmgr.source.Catalog;
import io.procmgr.source.EnvironmentJobs;
import io.procmgr.source.Layer;
import io.procmgr.source.Property;
import io.procmgr.source.PropertyLayer;
import io.procmgr.source.PropertySource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All that properties say to an application, wherever they are set.
 *
 * @param below jobs and defaults that files override, the lowest first
 * @param environment variables that set keys of jobs
 * @param above jobs and defaults that override files and environment, the lowest first
 * @param settings what concerns the supervisor
 */
record ApplicationProperties(
        List<Layer> below, EnvironmentJobs environment, List<Layer> above, SettingValues settings) {
    private static final String CONFIG = "MicroProfile Config";
    private static final String FILE = "META-INF/procmgr.properties";

    ApplicationProperties {
        below = List.copyOf(below);
        above = List.copyOf(above);
    }

    /**
     * Reads them. Those of MicroProfile Config, where it is, have the place that their ordinal gives them among the others.
     *
     * @param application class loader of the application
     * @param process environment and system properties
     * @throws IOException if a file of the application cannot be read
     */
    static ApplicationProperties read(ClassLoader application, ProcessProperties process) throws IOException {
        List<Layer> below = new ArrayList<>();
        List<Property> settings = new ArrayList<>();
        for (PropertySource file : files(application)) {
            below.add(PropertyLayer.of(file));
            settings.addAll(file.properties());
        }
        List<RankedProperty> ranked =
                OptionalApi.CONFIG.isThere(application) ? MicroProfileConfig.read(application) : List.of();
        List<Property> low = RankedProperty.ranked(ranked, ordinal -> ordinal < RankedProperty.ENVIRONMENT);
        List<Property> middle = RankedProperty.ranked(
                ranked, ordinal -> ordinal >= RankedProperty.ENVIRONMENT && ordinal <= RankedProperty.SYSTEM);
        List<Property> high = RankedProperty.ranked(ranked, ordinal -> ordinal > RankedProperty.SYSTEM);
        below.add(PropertyLayer.of(CONFIG, low));
        settings.addAll(low);
        settings.addAll(middle);
        settings.addAll(process.settings());
        settings.addAll(high);
        SettingValues values = SettingValues.read(settings);
        return new ApplicationProperties(
                below,
                process.environmentJobs(values.jobNames()),
                List.of(PropertyLayer.of(CONFIG, middle), process.systemLayer(), PropertyLayer.of(CONFIG, high)),
                values);
    }

    /** Settings of who runs the supervisor, with what this application defines: below files, above what there is below them. */
    Settings beside(Settings host, Layer annotations) {
        List<Layer> lower = new ArrayList<>(host.layers().below());
        lower.add(annotations);
        lower.addAll(below);
        return host.withLayers(lower, host.layers().above());
    }

    /**
     * What is wrong with these settings, and what has no effect since somebody else runs the supervisor, beside the problems of
     * jobs.
     */
    Catalog judged(Catalog jobs) {
        List<Problem> problems = new ArrayList<>(settings.problems());
        for (SettingKey key : SettingKey.values()) {
            settings.written(key)
                    .ifPresent(written -> problems.add(Problem.warning(
                            written.origin(),
                            "",
                            key.key(),
                            "has no effect here: the supervisor has the settings of who runs it")));
        }
        return jobs.withProblems(problems);
    }

    /** The files of all jars: as with classes, of two that say the same the first one on the class path counts. */
    private static List<PropertySource> files(ClassLoader application) throws IOException {
        List<URL> urls = new ArrayList<>(Collections.list(application.getResources(FILE)));
        Collections.reverse(urls);
        List<PropertySource> files = new ArrayList<>();
        for (URL url : urls) {
            URLConnection connection = url.openConnection();
            // a cached connection would keep the jar open after an undeploy
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                files.add(PropertySource.read(source(url), in.readAllBytes()));
            }
        }
        return files;
    }

    /** The path for people: that of a file as it is, else the URL. */
    private static String source(URL url) {
        return url.getProtocol().equals("file") ? url.getPath() : url.toString();
    }
}
