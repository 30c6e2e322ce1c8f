package io.procmgr;

import io.procmgr.notify.RecentLines;
import io.procmgr.source.EnvironmentJobs;
import io.procmgr.source.Layer;
import io.procmgr.source.Layers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.management.MBeanServer;

/**
 * What a supervisor is told once, at its start.
 *
 * @param config files and directories that define jobs
 * @param profiles a directory of profile directories, as ProcLaunch has them
 * @param stateDirectory belongs to this supervisor alone
 * @param logDirectory of the log files that jobs do not name themselves; made if need be
 * @param workingDirectory in which relative paths are meant
 * @param app key {@code app} of the ObjectNames, for several supervisors in one JVM
 * @param mbeanServer where the MBeans are registered; empty: in the platform's, which takes its time to come up and so is
 *     not asked for before the first jobs have been started
 * @param application class loader whose class path is that of jobs with {@code main-class} that name none; empty: they
 *     have to name one
 * @param reportSecret file with the secret that seals pmtr's datagrams; empty: they stay on this host
 * @param shutdownTimeout how long {@link ProcMgr#close} may take; 25 s
 * @param ownLog file to which this process appends its own log, and which is rotated as that of a job is by default; empty:
 *     somebody else keeps it
 * @param ownLines the last lines of this process's own log, to be shown to who manages it; empty: they are not kept
 * @param layers definitions that come from elsewhere than files
 * @param server data directory of the application server that this lives in: its jobs work there and do not get its
 *     environment, unless they say otherwise; empty: there is none
 */
public record Settings(
        List<Path> config,
        Optional<Path> profiles,
        Path stateDirectory,
        Path logDirectory,
        Path workingDirectory,
        Optional<String> app,
        Optional<MBeanServer> mbeanServer,
        Optional<ClassLoader> application,
        Optional<Path> reportSecret,
        Duration shutdownTimeout,
        Optional<Path> ownLog,
        Optional<RecentLines> ownLines,
        Layers layers,
        Optional<Path> server) {
    public Settings {
        config = List.copyOf(config);
        profiles = profiles.map(directory -> directory.toAbsolutePath().normalize());
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(mbeanServer, "mbeanServer");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(reportSecret, "reportSecret");
        Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
        Objects.requireNonNull(ownLines, "ownLines");
        Objects.requireNonNull(layers, "layers");
        // no lambda: each costs a command a millisecond before its first job
        server = server.isPresent() ? Optional.of(server.get().toAbsolutePath().normalize()) : server;
        ownLog = ownLog.map(file -> file.toAbsolutePath().normalize());
        stateDirectory = stateDirectory.toAbsolutePath().normalize();
        logDirectory = logDirectory.toAbsolutePath().normalize();
        workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** The files, in this state directory; logs in {@code <state>/log}, everything else as most would have it. */
    public static Settings of(List<Path> config, Path stateDirectory) {
        return new Settings(
                config,
                Optional.empty(),
                stateDirectory,
                stateDirectory.resolve("log"),
                Path.of(""),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(Thread.currentThread().getContextClassLoader()),
                Optional.empty(),
                Duration.ofSeconds(25),
                Optional.empty(),
                Optional.empty(),
                Layers.NONE,
                Optional.empty());
    }

    /** The same with other files and directories that define jobs. */
    public Settings withConfig(List<Path> files) {
        Copy copy = new Copy(this);
        copy.config = files;
        return copy.made();
    }

    /** The same with another log directory. */
    public Settings withLogDirectory(Path directory) {
        Copy copy = new Copy(this);
        copy.logDirectory = directory;
        return copy.made();
    }

    /** The same for an application of that name. */
    public Settings withApp(String name) {
        Copy copy = new Copy(this);
        copy.app = Optional.of(name);
        return copy.made();
    }

    /** The same with another shutdown time-out. */
    public Settings withShutdownTimeout(Duration timeout) {
        Copy copy = new Copy(this);
        copy.shutdownTimeout = timeout;
        return copy.made();
    }

    /** The same with relative paths meant in another directory. */
    public Settings withWorkingDirectory(Path directory) {
        Copy copy = new Copy(this);
        copy.workingDirectory = directory;
        return copy.made();
    }

    /** The same with its MBeans in that server. */
    public Settings withMBeanServer(MBeanServer mbeans) {
        Copy copy = new Copy(this);
        copy.mbeanServer = Optional.of(mbeans);
        return copy.made();
    }

    /** The same without an application around it: a command. */
    public Settings withoutApplication() {
        Copy copy = new Copy(this);
        copy.application = Optional.empty();
        return copy.made();
    }

    /** The same for the application of that class loader. */
    public Settings withApplication(ClassLoader loader) {
        Copy copy = new Copy(this);
        copy.application = Optional.of(loader);
        return copy.made();
    }

    /** The same with a file that holds the secret of pmtr's datagrams. */
    public Settings withReportSecret(Path file) {
        Copy copy = new Copy(this);
        copy.reportSecret = Optional.of(file);
        return copy.made();
    }

    /** The same with the profiles of that directory. */
    public Settings withProfiles(Path directory) {
        Copy copy = new Copy(this);
        copy.profiles = Optional.of(directory);
        return copy.made();
    }

    /** The same with the log of this process, which it appends to, kept as well. */
    public Settings withOwnLog(Path file) {
        Copy copy = new Copy(this);
        copy.ownLog = Optional.of(file);
        return copy.made();
    }

    /** The same with the last lines of the log of this process, which are shown. */
    public Settings withOwnLines(RecentLines lines) {
        Copy copy = new Copy(this);
        copy.ownLines = Optional.of(lines);
        return copy.made();
    }

    /** The same in an application server with that data directory. */
    public Settings withServer(Path dataDirectory) {
        Copy copy = new Copy(this);
        copy.server = Optional.of(dataDirectory);
        return copy.made();
    }

    /** The same with these layers below and above the files, the lowest first; the environment stays between files and the latter. */
    public Settings withLayers(List<Layer> below, List<Layer> above) {
        Copy copy = new Copy(this);
        copy.layers = layers.with(below, above);
        return copy.made();
    }

    /** The same with jobs that the environment sets keys of. */
    public Settings withEnvironment(EnvironmentJobs environment) {
        Copy copy = new Copy(this);
        copy.layers = layers.with(environment);
        return copy.made();
    }

    /** Its parts, one of which is about to change. */
    private static final class Copy {
        private List<Path> config;
        private Optional<Path> profiles;
        private Path stateDirectory;
        private Path logDirectory;
        private Path workingDirectory;
        private Optional<String> app;
        private Optional<MBeanServer> mbeanServer;
        private Optional<ClassLoader> application;
        private Optional<Path> reportSecret;
        private Duration shutdownTimeout;
        private Optional<Path> ownLog;
        private Optional<RecentLines> ownLines;
        private Layers layers;
        private Optional<Path> server;

        Copy(Settings settings) {
            config = settings.config;
            profiles = settings.profiles;
            stateDirectory = settings.stateDirectory;
            logDirectory = settings.logDirectory;
            workingDirectory = settings.workingDirectory;
            app = settings.app;
            mbeanServer = settings.mbeanServer;
            application = settings.application;
            reportSecret = settings.reportSecret;
            shutdownTimeout = settings.shutdownTimeout;
            ownLog = settings.ownLog;
            ownLines = settings.ownLines;
            layers = settings.layers;
            server = settings.server;
        }

        Settings made() {
            return new Settings(
                    config,
                    profiles,
                    stateDirectory,
                    logDirectory,
                    workingDirectory,
                    app,
                    mbeanServer,
                    application,
                    reportSecret,
                    shutdownTimeout,
                    ownLog,
                    ownLines,
                    layers,
                    server);
        }
    }
}
