package io.procmgr.cdi;

import io.procmgr.InvalidConfigurationException;
import io.procmgr.ProcMgr;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Jobs, handles and observers of jars that are run without a program of their own: what {@code procmgr run --scan} does. Needs
 * a container for Java SE on the class path. Not safe for use by several threads.
 */
public final class ScannedApplication implements AutoCloseable {
    private final URLClassLoader loader;
    private final SeContainer container;
    private final ProcMgr procMgr;

    private ScannedApplication(URLClassLoader loader, SeContainer container, ProcMgr procMgr) {
        this.loader = loader;
        this.container = container;
        this.procMgr = procMgr;
    }

    /**
     * Starts the jobs of these jars together with those of the settings, which override them.
     *
     * @param places jars and directories of classes; they are the class path of their jobs with {@code main-class}, behind
     *     that of this JVM
     * @param state opened by the caller, and closed by it after this
     * @throws InvalidConfigurationException if any definition is wrong; nothing was started
     * @throws IOException if a jar cannot be read, there are no jobs in any of them, or they cannot be started
     */
    public static ScannedApplication open(List<Path> places, Settings settings, StateDirectory state)
            throws IOException {
        List<ScannedPlace> scanned = read(places);
        URLClassLoader loader = loader(places);
        ScannedApplication application = null;
        try {
            application = open(loader, BeanClasses.of(scanned, loader), settings.withApplication(loader), state);
            return application;
        } finally {
            if (application == null) {
                loader.close();
            }
        }
    }

    private static List<ScannedPlace> read(List<Path> places) throws IOException {
        List<ScannedPlace> scanned = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path place : places) {
            try {
                scanned.add(ScannedPlace.read(place));
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (problems.isEmpty() && scanned.stream().noneMatch(ScannedPlace::definesJobs)) {
            places.forEach(place -> problems.add("cannot find jobs in " + place
                    + ": no class has @ManagedProcess, and there is no META-INF/procmgr.properties"));
        }
        if (!problems.isEmpty()) {
            throw new IOException(String.join("\nprocmgr: ", problems));
        }
        return scanned;
    }

    private static URLClassLoader loader(List<Path> places) throws IOException {
        URL[] urls = new URL[places.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = places.get(i).toAbsolutePath().toUri().toURL();
        }
        return new URLClassLoader("scan", urls, ScannedApplication.class.getClassLoader());
    }

    private static ScannedApplication open(
            URLClassLoader loader, List<Class<?>> beans, Settings settings, StateDirectory state) throws IOException {
        ProcMgrExtension extension =
                new ProcMgrExtension(application -> new CommandSupervisor(settings, state, application));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            SeContainer container = SeContainerInitializer.newInstance()
                    .setClassLoader(loader)
                    .disableDiscovery()
                    // who runs this closes it, in its own order
                    .addProperty("org.jboss.weld.se.shutdownHook", false)
                    .addExtensions(extension)
                    .addBeanClasses(beans.toArray(Class<?>[]::new))
                    .initialize();
            return new ScannedApplication(loader, container, extension.running());
        } catch (RuntimeException e) {
            extension.end();
            if (!extension.refused().isEmpty()) {
                throw new InvalidConfigurationException(extension.refused());
            }
            Optional<InvalidConfigurationException> invalid = cause(e, InvalidConfigurationException.class);
            if (invalid.isPresent()) {
                throw invalid.get();
            }
            throw new IOException(
                    cause(e, IOException.class)
                            .map(Throwable::getMessage)
                            .orElse("cannot start the beans of the jars: " + e.getMessage()),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** The supervisor, which ends with this. */
    public ProcMgr procMgr() {
        return procMgr;
    }

    /** Stops the jobs, of whose end observers hear, then the container. */
    @Override
    public void close() throws IOException {
        try (loader) {
            container.close();
        }
    }
}
