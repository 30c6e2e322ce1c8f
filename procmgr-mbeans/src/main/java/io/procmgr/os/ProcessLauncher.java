package io.procmgr.os;

import io.procmgr.job.JobName;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import io.procmgr.supervise.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Makes processes with {@link ProcessBuilder} and a chain of small programs that each set one thing and become the next:
 * {@code setsid}, {@code nice}, {@code taskset}, {@code prlimit}, {@code env}, {@code setpriv}, and a shell script that
 * opens the files and becomes the job's program. The pid stays the same throughout.
 */
final class ProcessLauncher implements Launcher, AutoCloseable {
    private final Tools tools;
    private final Words words;
    private final Parts parts;

    /**
     * Starts the engine's threads.
     *
     * @param scheduler tells when a launch takes too long; not closed by this
     */
    ProcessLauncher(Scheduler scheduler, Tools tools, Words words, Duration slow) {
        this.tools = tools;
        this.words = words;
        ProcScan processes = new ProcScan();
        LaunchPlan plan = new LaunchPlan(tools, processes, words, OpenFilesLimit.ofHost());
        parts = new Parts(
                processes,
                plan,
                new Spawners(scheduler, slow),
                new ParentThread(),
                new Signaller(processes),
                new ExitWatch(processes));
    }

    @Override
    public Launch launch(LaunchRequest request, LaunchListener listener) {
        QueuedLaunch launch = new ChainLaunch(parts, request, listener);
        launch.enqueue();
        return launch;
    }

    @Override
    public void rests(JobName job) {
        // nothing is kept open
    }

    @Override
    public Written write(Path pipe, byte[] bytes) throws IOException {
        try {
            return parts.plan().pipes().write(pipe, bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public Optional<RunningProcess> adopt(ProcessIdentity identity, LaunchListener listener) {
        if (!Adoption.isPossible(identity)) {
            return Optional.empty();
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(identity.pid());
        Optional<ProcEntry> found = parts.processes().process(identity).filter(ProcEntry::alive);
        if (handle.isEmpty() || found.isEmpty()) {
            return Optional.empty();
        }
        ChildProcess process = ChildProcess.adopted(handle.get(), found.get(), parts.processes(), parts.signaller());
        try {
            parts.exits().watchAdopted(process, new GuardedListener(listener));
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException(
                    "cannot adopt pid " + identity.pid() + ": the system gives no more threads", e);
        }
        return Optional.of(process);
    }

    Spawners spawners() {
        return parts.spawners();
    }

    /**
     * What this launcher can do on this system, by what means, and what it cannot. Asks the system's programs: some
     * milliseconds.
     *
     * @throws InterruptedException if interrupted while it asks
     */
    public Map<String, String> capabilities() throws InterruptedException {
        return Capabilities.ofJava(tools, parts.processes(), words);
    }

    /**
     * Ends the engine's threads. Queued launches fail, those that have not reached their program are killed; processes
     * live on, and nothing more is heard of them. Idempotent.
     */
    @Override
    public void close() {
        parts.spawners().close();
        parts.exits().close();
        parts.signaller().close();
        parts.parent().close();
    }

    /** What the launches of one launcher share. */
    record Parts(
            ProcScan processes,
            LaunchPlan plan,
            Spawners spawners,
            ParentThread parent,
            Signaller signaller,
            ExitWatch exits) {}
}
