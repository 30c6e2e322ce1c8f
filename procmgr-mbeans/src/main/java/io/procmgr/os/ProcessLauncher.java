package io.procmgr.os;

import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.Scheduler;
import java.time.Duration;
import java.util.Map;

/**
 * Makes processes with {@link ProcessBuilder} and a chain of small programs that each set one thing and become the next:
 * {@code setsid}, {@code nice}, {@code taskset}, {@code prlimit}, {@code env}, {@code setpriv}, and a shell script that
 * opens the files and becomes the job's program. The pid stays the same throughout.
 */
public final class ProcessLauncher implements Launcher, AutoCloseable {
    /** A launch that takes longer is told as delayed, and its spawner replaced. */
    public static final Duration SLOW = Duration.ofSeconds(5);

    private final Tools tools;
    private final Words words;
    private final Engine engine;

    /**
     * Starts the engine's threads.
     *
     * @param scheduler tells when a launch takes too long; not closed by this
     */
    public ProcessLauncher(Scheduler scheduler) {
        this(scheduler, Tools.ofSystem(), new Words(), SLOW);
    }

    ProcessLauncher(Scheduler scheduler, Tools tools, Words words, Duration slow) {
        this.tools = tools;
        this.words = words;
        ProcScan processes = new ProcScan();
        LaunchPlan plan = new LaunchPlan(tools, processes, words, OpenFilesLimit.ofParent());
        engine = new Engine(
                scheduler, slow, processes, plan, new Spawners(), new Signaller(processes), new ExitWatch(processes));
    }

    @Override
    public Launch launch(LaunchRequest request, LaunchListener listener) {
        QueuedLaunch launch = new QueuedLaunch(engine, request, new GuardedListener(listener));
        if (!engine.spawners().add(launch)) {
            launch.refuse();
        }
        return launch;
    }

    /**
     * What this launcher can do on this system, by what means, and what it cannot. Asks the system's programs: some
     * milliseconds.
     *
     * @throws InterruptedException if interrupted while it asks
     */
    public Map<String, String> capabilities() throws InterruptedException {
        return Capabilities.of(tools, engine.processes(), words);
    }

    /**
     * Ends the engine's threads. Queued launches fail, those that have not reached their program are killed; processes
     * live on, and nothing more is heard of them. Idempotent.
     */
    @Override
    public void close() {
        engine.spawners().close();
        engine.exits().close();
        engine.signaller().close();
    }

    /** What the launches of one launcher share. */
    record Engine(
            Scheduler scheduler,
            Duration slow,
            ProcScan processes,
            LaunchPlan plan,
            Spawners spawners,
            Signaller signaller,
            ExitWatch exits) {}
}
