package io.procmgr;

import io.procmgr.jmx.Callers;
import io.procmgr.jmx.JmxRegistrar;
import io.procmgr.jmx.LogAccess;
import io.procmgr.jmx.Managed;
import io.procmgr.jmx.ObjectNames;
import io.procmgr.jmx.OwnLog;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.notify.LogListener;
import io.procmgr.os.Boot;
import io.procmgr.os.Engine;
import io.procmgr.os.HostEnd;
import io.procmgr.os.HostName;
import io.procmgr.os.ProcResources;
import io.procmgr.os.WarmUp;
import io.procmgr.report.Datagrams;
import io.procmgr.source.Catalog;
import io.procmgr.source.Layer;
import io.procmgr.state.KeptRecords;
import io.procmgr.state.RunJournal;
import io.procmgr.supervise.Configuration;
import io.procmgr.supervise.JobRecord;
import io.procmgr.supervise.JobStore;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.Predecessor;
import io.procmgr.supervise.ProcessFinder;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.ResourceReader;
import io.procmgr.supervise.RunRecord;
import io.procmgr.supervise.Supervisor;
import io.procmgr.supervise.SupervisorOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import javax.management.MBeanServer;

/**
 * A running supervisor with its files, its processes and its MBeans: what an application embeds and what the command
 * starts. Safe for use by several threads; several may live in one JVM, each with its own state directory and
 * {@code app}.
 */
public final class ProcMgr implements AutoCloseable {
    /** MBeans come up after the first launches, which would share the processors with them, but not later than this. */
    private static final Duration FIRST_LAUNCHES = Duration.ofSeconds(2);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Settings settings;
    private final UnaryOperator<JobStore> storeSeam;
    private final UnaryOperator<Launcher> launcherSeam;
    private final Callers callers = new Callers();
    private final ResourceReader resources = new ProcResources();
    private Supervisor supervisor;
    private ConfigFiles configFiles;
    private LogAccess logAccess;
    private Alerting alerting;
    private boolean despiteProblems;
    private boolean closed;

    private ProcMgr(Settings settings, UnaryOperator<JobStore> storeSeam, UnaryOperator<Launcher> launcherSeam) {
        this.settings = settings;
        this.storeSeam = storeSeam;
        this.launcherSeam = launcherSeam;
    }

    /**
     * Begins to load, on a thread of its own, what a start takes most time for: for a host that has a command line to read
     * first. Changes nothing but the time.
     */
    public static void warmUp() {
        WarmUp.begin();
    }

    /**
     * Starts the jobs, then registers the MBeans, then watches the files.
     *
     * @throws InvalidConfigurationException if the definitions have errors; nothing was started
     * @throws StateDirectoryHeldException if another supervisor holds the state directory
     * @throws IOException if the state or log directory cannot be used
     */
    public static ProcMgr start(Settings settings) throws IOException {
        return start(settings, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * The same, but definitions with errors start no job in place of throwing: {@code LastReloadError} tells the problems, and
     * a file that is mended, {@link #redefine} and a reload set it right. For a host that cannot refuse to start.
     *
     * @throws StateDirectoryHeldException if another supervisor holds the state directory
     * @throws IOException if the state or log directory cannot be used
     */
    public static ProcMgr startDespiteProblems(Settings settings) throws IOException {
        ProcMgr procMgr = new ProcMgr(settings, UnaryOperator.identity(), UnaryOperator.identity());
        procMgr.despiteProblems = true;
        return procMgr.opened(procMgr.own(StateDirectory.open(settings.stateDirectory())));
    }

    /** The same with the ports as these make them of the real ones: for tests that have it die at a certain point. */
    static ProcMgr start(Settings settings, UnaryOperator<JobStore> store, UnaryOperator<Launcher> launcher)
            throws IOException {
        ProcMgr procMgr = new ProcMgr(settings, store, launcher);
        return procMgr.opened(procMgr.own(StateDirectory.open(settings.stateDirectory())));
    }

    /**
     * The same in a state directory that the caller has opened, and closes after this.
     *
     * @throws InvalidConfigurationException if the definitions have errors; nothing was started
     * @throws IOException if the log directory cannot be used
     */
    public static ProcMgr start(Settings settings, StateDirectory state) throws IOException {
        return new ProcMgr(settings, UnaryOperator.identity(), UnaryOperator.identity()).opened(state);
    }

    /**
     * Judges all definitions without starting, making or locking anything: all that is wrong or doubtful with them, in source
     * order. Sockets for datagrams are not tried.
     */
    public static List<Problem> check(Settings settings) {
        return definitions(settings).problems();
    }

    /** The same with the jobs that are defined; those that can stand by themselves if there are errors. */
    public static Catalog definitions(Settings settings) {
        return ConfigFiles.sources(settings).read();
    }

    /**
     * All jobs as they are written, those with errors too, with where each value comes from; the defaults that hold for a job
     * are with it. Reads the files; starts, makes and locks nothing.
     */
    public static List<RawJob> written(Settings settings) {
        return ConfigFiles.sources(settings).written();
    }

    private ProcMgr opened(StateDirectory state) throws IOException {
        boolean open = false;
        try {
            open(state);
            open = true;
            return this;
        } finally {
            // an Error too, of a system that has no threads to give, say, leaves nothing running
            if (!open) {
                close();
            }
        }
    }

    private void open(StateDirectory state) throws IOException {
        if (settings.application().isPresent()) {
            own(this::removeOldCopies);
        }
        if (settings.mbeanServer().isEmpty()) {
            own(AppClaim.of(settings.app(), state));
        }
        Engine.Opening opening = own(Engine.begin(unpack(state)));
        Datagrams datagrams = own(new Datagrams(settings.reportSecret(), new HostName()));
        makeLogDirectory(settings.logDirectory());
        ConfigFiles.First definitions = definitions(datagrams);
        RunJournal.Opened runs = RunJournal.open(state.path().resolve("runs"), Boot.id());
        JobStore store = own(runs.journal());
        Engine engine = opening.await();
        if (settings.application().isEmpty() && HostEnd.isInit()) {
            engine.reapOrphans();
        }
        JobLogKeeping logs = own(new JobLogKeeping(state.path()));
        supervisor = own(new Supervisor(
                new SupervisorOptions(
                        state.id(),
                        settings.workingDirectory(),
                        settings.logDirectory(),
                        state.path(),
                        settings.shutdownTimeout()),
                engine.scheduler(),
                launcherSeam.apply(engine.launcher()),
                storeSeam.apply(store),
                predecessor(runs.kept(), engine.finder(), state.id()),
                List.of(),
                () -> ThreadLocalRandom.current().nextDouble()));
        supervisor.addListener(new LogListener());
        supervisor.addListener(new JobFiles(state.path(), supervisor));
        alerting = own(new Alerting(supervisor, state.path(), settings, logs.book()));
        configFiles = definitions.apply(supervisor, alerting, own(new LeftJobs()));
        supervisor.awaitLaunches(FIRST_LAUNCHES);
        logs.begin(supervisor, engine.logStorage(), settings.ownLog(), alerting);
        logAccess = new LogFileAccess(logs);
        register(capabilities(engine));
        configFiles.watchWith(own(engine.watcher(configFiles::look)));
    }

    private void removeOldCopies() throws IOException {
        if (configFiles != null) {
            configFiles.removeOldCopies();
        }
    }

    /** An application may live where the usual directory for temporary files allows no programs. */
    private Optional<Path> unpack(StateDirectory state) {
        return settings.application().isPresent() ? Optional.of(state.path().resolve("jna")) : Optional.empty();
    }

    private ConfigFiles.First definitions(Datagrams datagrams) throws IOException {
        ConfigFiles.First definitions = ConfigFiles.read(settings, datagrams);
        return despiteProblems ? definitions : definitions.orThrow();
    }

    /**
     * Processes are looked for only if it is not known which there are, or if one that was left has ended, whose session may
     * live: that takes a look at every process of the system.
     */
    private static Predecessor predecessor(KeptRecords kept, ProcessFinder finder, String stateId) {
        boolean allLive = true;
        for (JobRecord record : kept.records().values()) {
            Optional<ProcessIdentity> process = record.run().flatMap(RunRecord::process);
            allLive &= process.isEmpty() || finder.lives(process.get());
        }
        return new Predecessor(kept.records(), kept.complete() && allLive ? List.of() : finder.find(stateId));
    }

    private static List<String> capabilities(Engine engine) throws IOException {
        try {
            return engine.capabilities().entrySet().stream()
                    .map(capability -> capability.getKey() + ": " + capability.getValue())
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while starting");
        }
    }

    private void register(List<String> capabilities) {
        Managed managed = new Managed(
                supervisor,
                configFiles,
                resources,
                logAccess,
                alerting::test,
                ownLog(),
                callers,
                version(),
                capabilities);
        MBeanServer server = settings.mbeanServer().orElseGet(ManagementFactory::getPlatformMBeanServer);
        JmxRegistrar registrar = own(new JmxRegistrar(server, new ObjectNames(settings.app()), managed));
        registrar.open();
    }

    private Optional<OwnLog> ownLog() {
        return settings.ownLines().map(lines -> lines::last);
    }

    private static void makeLogDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        }
    }

    /** The version of procmgr, as its manifest tells it. */
    public static String version() {
        String version = ProcMgr.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    /** The definitions, for a reload or a dry run. */
    public Configuration configuration() {
        return configFiles;
    }

    /**
     * Replaces the definitions that come from elsewhere than files, reads the files as well, judges all of it and applies it.
     *
     * @param below what files override, the lowest first
     * @param above what overrides files and the environment, the lowest first
     * @throws InvalidConfigurationException if anything of it is wrong; nothing was changed
     * @throws io.procmgr.supervise.RefusedException if the supervisor is shutting down
     */
    public void redefine(List<Layer> below, List<Layer> above) {
        configFiles.redefine(below, above);
    }

    /** What the processes of jobs use. */
    public ResourceReader resources() {
        return resources;
    }

    /** The log files of the jobs. */
    public LogAccess logs() {
        return logAccess;
    }

    /** Whom operations are done for; a door that knows its callers says so here. */
    public Callers callers() {
        return callers;
    }

    public Settings settings() {
        return settings;
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    /**
     * Begins to stop every job, and returns at once: for a host that has doors of its own to close before {@link #close},
     * which can be done while the jobs end. Nothing is started any more. Idempotent.
     */
    public void shutDown() {
        supervisor.shutDown();
    }

    /** The same, and jobs that are to be left when the supervisor ends are stopped as well. */
    public void shutDownAll() {
        supervisor.shutDownAll();
    }

    /**
     * Begins to stop every job; while they end, stops watching and unregisters the MBeans; returns when no job lives, at
     * the latest after the shutdown time-out, and every thread has ended. Idempotent; a second caller waits for the first.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            // not there yet if the start has failed early
            if (supervisor != null) {
                supervisor.shutDown();
            }
            parts.forEach(ProcMgr::close);
            JdkMemory.leave();
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.getLogger("procmgr")
                    .log(
                            System.Logger.Level.WARNING,
                            "procmgr cannot close " + part.getClass().getSimpleName(),
                            e);
        }
    }
}
