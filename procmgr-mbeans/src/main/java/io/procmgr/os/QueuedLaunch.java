package io.procmgr.os;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.Scheduler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.regex.Matcher;

/** One launch, from the queue to the moment at which the job's program begins. */
final class QueuedLaunch extends Spawners.Attempt implements Launch {
    private static final System.Logger LOG = System.getLogger("procmgr");

    /** More than any wrapper has to say. */
    private static final int REPORT_BYTES = 16 * 1024;

    private final ProcessLauncher.Engine engine;
    private final LaunchRequest request;
    private final LaunchListener listener;
    private Process chain;
    private boolean decided;
    private boolean delayed;
    private boolean aborted;

    QueuedLaunch(ProcessLauncher.Engine engine, LaunchRequest request, LaunchListener listener) {
        this.engine = engine;
        this.request = request;
        this.listener = listener;
    }

    @Override
    public boolean withdraw() {
        if (engine.spawners().remove(this)) {
            return true;
        }
        boolean held;
        synchronized (this) {
            held = delayed;
        }
        if (held) {
            abort();
        }
        return false;
    }

    @Override
    public boolean isQueued() {
        return engine.spawners().isQueued(this);
    }

    @Override
    void run() {
        Scheduler.Timer watchdog = engine.scheduler().schedule(engine.slow(), this::holdUp);
        try {
            launch();
        } catch (LaunchException e) {
            failed(e.getMessage());
        } catch (InterruptedException e) {
            failed("cannot launch: interrupted");
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError e) {
            // the JVM says OutOfMemoryError when it gets no thread; one lost launch must not cost the spawner
            LOG.log(Level.ERROR, "the launch of job " + request.job() + " failed", e);
            failed("cannot launch: " + e);
        } finally {
            watchdog.cancel();
        }
    }

    @Override
    void refuse() {
        failed("cannot launch: the supervisor is closing");
    }

    @Override
    synchronized void abort() {
        aborted = true;
        if (chain != null && !decided) {
            chain.destroyForcibly();
        }
    }

    private void launch() throws LaunchException, InterruptedException {
        Process process = start(engine.plan().builder(request));
        ChildProcess child = new ChildProcess(process, id(process), engine.signaller());
        ChainReport report = ChainReport.parse(written(process));
        decide();
        if (!report.begun()) {
            ExitStatus status = ExitWatch.status(process.waitFor());
            throw new LaunchException(
                    inFull(report.failure(request.execution().command().get(0), status)));
        }
        try {
            engine.exits().watch(child, listener);
        } catch (OutOfMemoryError e) {
            process.destroyForcibly();
            throw new LaunchException("cannot watch the process: the system gives no more threads", e);
        }
    }

    /** The shell names a relative file as it was written. */
    private String inFull(String failure) {
        return failure.replaceFirst(
                "^(cannot (?:open|create)) (?!/)", "$1 " + Matcher.quoteReplacement(request.directory() + "/"));
    }

    /** From here on the launch is neither delayed nor aborted. */
    private synchronized void decide() {
        decided = true;
    }

    private Process start(ProcessBuilder builder) throws LaunchException {
        try {
            Process process = builder.start();
            synchronized (this) {
                chain = process;
                if (aborted) {
                    process.destroyForcibly();
                }
            }
            return process;
        } catch (IOException e) {
            throw SpawnFault.explain(e);
        }
    }

    private ProcessId id(Process process) {
        long ticks = engine.processes()
                .process(process.pid())
                .map(ProcEntry::startTicks)
                .orElse(-1L);
        return new ProcessId(process.pid(), ticks);
    }

    /** All that the chain writes; ends when the last writer is gone, which is when the program begins or nobody is left. */
    private static byte[] written(Process process) throws LaunchException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        try (InputStream pipe = process.getErrorStream()) {
            int read = pipe.read(buffer);
            while (read >= 0) {
                report.write(buffer, 0, report.size() < REPORT_BYTES ? read : 0);
                read = pipe.read(buffer);
            }
            return report.toByteArray();
        } catch (IOException e) {
            process.destroyForcibly();
            throw new LaunchException("cannot launch: " + e.getMessage(), e);
        }
    }

    private synchronized void holdUp() {
        if (!decided) {
            delayed = true;
            engine.spawners().writeOff(this);
            listener.delayed("the launch has taken " + seconds(engine.slow()) + " so far: " + where());
        }
    }

    private String where() {
        return chain == null
                ? "the supervisor is still looking at its files"
                : engine.processes()
                        .process(chain.pid())
                        .map(entry -> "pid " + entry.pid() + " is still in " + entry.command())
                        .orElse("pid " + chain.pid() + " is still at it");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    private void failed(String reason) {
        decide();
        listener.failed(reason);
    }
}
