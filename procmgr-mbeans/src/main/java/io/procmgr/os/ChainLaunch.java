package io.procmgr.os;

import io.procmgr.job.Execution.OnHostDeath;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** A launch by ProcessBuilder and a chain of small programs. */
final class ChainLaunch extends QueuedLaunch {
    /** More than any wrapper has to say. */
    private static final int REPORT_BYTES = 16 * 1024;

    private static final String SCRIPT = "sh";

    private final ProcessLauncher.Parts parts;
    private volatile Process chain;

    ChainLaunch(ProcessLauncher.Parts parts, LaunchRequest request, LaunchListener listener) {
        super(request, listener, parts.spawners());
        this.parts = parts;
    }

    @Override
    void launch() throws LaunchException, InterruptedException {
        ProcessBuilder builder = parts.plan().builder(request());
        Process process;
        ChildProcess child;
        ChainReport report;
        InputPipe.Held pipe = InputPipe.hold(request());
        try {
            making();
            process = start(builder);
            child = ChildProcess.made(process, parts.processes().identity(process.pid()), parts.signaller());
            report = ChainReport.parse(written(process));
        } finally {
            pipe.close();
        }
        decide();
        if (!report.begun()) {
            ExitStatus status = ExitWatch.status(process.waitFor());
            throw new LaunchException(
                    report.failure(program(), status, request().directory()));
        }
        try {
            parts.exits().watch(child, listener());
        } catch (OutOfMemoryError e) {
            process.destroyForcibly();
            throw new LaunchException("cannot watch the process: the system gives no more threads", e);
        }
    }

    private Process start(ProcessBuilder builder) throws LaunchException, InterruptedException {
        try {
            chain = request().execution().onHostDeath() == OnHostDeath.KILL
                    ? parts.parent().call(() -> JdkProcesses.start(builder))
                    : JdkProcesses.start(builder);
            made();
            return chain;
        } catch (IOException e) {
            throw SpawnFault.explain(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw SpawnFault.explain(cause);
            }
            throw new LaunchException("cannot launch: " + e.getCause().getMessage(), e.getCause());
        }
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

    @Override
    void kill() {
        Process process = chain;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** The script that opens the files does not tell which of them it is at: most likely a log. */
    @Override
    Set<Path> heldUpAt() {
        Process process = chain;
        boolean atFiles = process == null
                || parts.processes()
                        .process(process.pid())
                        .filter(entry -> entry.command().equals(SCRIPT))
                        .isPresent();
        return atFiles ? logPlaces() : Set.of();
    }

    @Override
    String where() {
        Process process = chain;
        return process == null
                ? "the supervisor is still looking at its files"
                : parts.processes().at(process.pid());
    }
}
