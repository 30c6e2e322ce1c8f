package io.procmgr;

import io.procmgr.job.JobHost;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The class path of an application that procmgr is embedded in: that of its class loader, where it is made of files. */
final class ApplicationJava implements JobHost {
    private final ClassLoader application;
    private final Optional<Path> server;

    /**
     * The application of that class loader.
     *
     * @param server data directory of the application server around it
     */
    ApplicationJava(ClassLoader application, Optional<Path> server) {
        this.application = application;
        this.server = server;
    }

    /** The environment of a server is full of what concerns no job, such as its passwords. */
    @Override
    public boolean inheritEnvironment() {
        return server.isEmpty();
    }

    @Override
    public Path directory() {
        return server.orElseGet(JobHost.super::directory);
    }

    /** Parents first, as classes are looked up. */
    @Override
    public Optional<String> classPath() {
        Set<String> entries = new LinkedHashSet<>();
        return collect(application, entries) && !entries.isEmpty()
                ? Optional.of(String.join(File.pathSeparator, entries))
                : Optional.empty();
    }

    private static boolean collect(ClassLoader loader, Set<String> entries) {
        if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
            return true;
        }
        if (!collect(loader.getParent(), entries)) {
            return false;
        }
        if (loader == ClassLoader.getSystemClassLoader()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                // a relative one is meant in this JVM's directory, not in the job's
                entries.add(Path.of(entry).toAbsolutePath().toString());
            }
            return true;
        }
        return loader instanceof URLClassLoader files && addAll(files.getURLs(), entries);
    }

    private static boolean addAll(URL[] urls, Set<String> entries) {
        try {
            for (URL url : urls) {
                if (!url.getProtocol().equals("file")) {
                    return false;
                }
                entries.add(Path.of(url.toURI()).toString());
            }
            return true;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String whyNone() {
        return "the application's class loader is not made of files (loader="
                + application.getClass().getName() + ")";
    }
}
