package io.procmgr;

import io.procmgr.job.JobHost;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The class path of an application that procmgr is embedded in: that of its class loader, where it is made of files, else that of
 * the web application which has the class. Of one that lies where a Java cannot read it, or a server may remove it at any
 * time, a copy is made in the state directory, in a directory of its own for each content, so that another release of the
 * application changes the command of its jobs.
 */
final class ApplicationJava implements JobHost {
    private final ClassLoader application;
    private final Optional<Path> server;
    private final ApplicationCopies copies;

    /**
     * The application of that class loader.
     *
     * @param server data directory of the application server around it
     * @param copies where copies of its files are kept
     */
    ApplicationJava(ClassLoader application, Optional<Path> server, Path copies) {
        this.application = application;
        this.server = server;
        this.copies = new ApplicationCopies(copies);
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
    public Optional<String> classPath(String mainClass) {
        Set<String> entries = new LinkedHashSet<>();
        if (!collect(application, entries)) {
            entries.clear();
            try {
                find(mainClass, entries);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(String.join(File.pathSeparator, entries));
    }

    /** What the class loader itself does not tell, the place of the class does. */
    private void find(String mainClass, Set<String> entries) throws IOException {
        Optional<ClassRoot> root = root(mainClass);
        if (root.isEmpty()) {
            return;
        }
        Optional<ApplicationFiles> web = root.get().webApplication();
        if (web.isPresent()) {
            entries.addAll(copies.classPath(web.get()));
        } else {
            root.get().file().ifPresent(file -> entries.add(file.toString()));
        }
    }

    private Optional<ClassRoot> root(String mainClass) {
        String resource = mainClass.replace('.', '/') + ".class";
        return Optional.ofNullable(application.getResource(resource)).map(url -> new ClassRoot(url, resource));
    }

    /** Only the application's own loaders count: of those of a server around it, what is made of files. */
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
    public String whyNone(String mainClass) {
        Optional<ClassRoot> root = root(mainClass);
        return root.isEmpty()
                ? "the application has no such class (loader="
                        + application.getClass().getName() + ")"
                : "the class is in no file (loader=" + application.getClass().getName() + ", class="
                        + root.get().url() + ")";
    }

    void removeOldCopies() throws IOException {
        copies.removeOthers();
    }

    @Override
    public void prepare() throws IOException {
        copies.make();
    }
}
