package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.job.JobName;
import io.procmgr.job.Problem;
import io.procmgr.job.Signal;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A handle that speaks to whatever supervisor the application has at that moment. */
final class Handle implements SupervisedProcess {
    private static final int MOST_LINES = 10_000;

    private final String name;
    private final Embedding embedding;

    Handle(String name, Embedding embedding) {
        this.name = name;
        this.embedding = embedding;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JobStatus status() {
        return status(running("tell the status of"));
    }

    private JobStatus status(ProcMgr procMgr) {
        return procMgr.supervisor()
                .status(jobName("tell the status of"))
                .orElseThrow(() -> new RefusedException("cannot tell the status of " + name + ": no such job"));
    }

    @Override
    public String start() {
        return command(JobCommand.START, "start");
    }

    @Override
    public String stop() {
        return command(JobCommand.STOP, "stop");
    }

    @Override
    public String restart() {
        return command(JobCommand.RESTART, "restart");
    }

    @Override
    public String forceStop() {
        return command(JobCommand.FORCE_STOP, "force-stop");
    }

    @Override
    public String reload() {
        return command(JobCommand.RELOAD, "reload");
    }

    @Override
    public String enable() {
        return command(JobCommand.ENABLE, "enable");
    }

    @Override
    public String disable() {
        return command(JobCommand.DISABLE, "disable");
    }

    @Override
    public String resetFailures() {
        return command(JobCommand.RESET_FAILURES, "reset-failures");
    }

    @Override
    public String signal(String signal) {
        Signal known = Signal.parse(signal)
                .orElseThrow(() -> new IllegalArgumentException(
                        "cannot signal " + name + ": no such signal (signal=" + Problem.shown(signal) + ")"));
        return running("signal").supervisor().signal(jobName("signal"), known);
    }

    @Override
    public String writeLine(String text) {
        return running("write to").supervisor().writeLine(jobName("write to"), text);
    }

    @Override
    public List<String> tail(int lines) {
        if (lines < 1 || lines > MOST_LINES) {
            throw new IllegalArgumentException(
                    "cannot read the log of " + name + ": lines is 1 to " + MOST_LINES + " (lines=" + lines + ")");
        }
        ProcMgr procMgr = running("read the log of");
        JobStatus status = status(procMgr);
        Path file = status.logs().out();
        if (file.startsWith("/dev")) {
            throw new IllegalStateException(
                    "cannot read the log of " + name + ": it goes to no file of its own (file=" + file + ")");
        }
        try {
            return procMgr.logs().tail(file, lines);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the log of " + name + ": " + e + " (file=" + file + ")", e);
        }
    }

    @Override
    public JobStatus await(JobState state, Duration timeout) throws TimeoutException, InterruptedException {
        ProcMgr procMgr = running("wait for");
        try {
            return procMgr.supervisor()
                    .whenState(jobName("wait for"), state)
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw (TimeoutException)
                    new TimeoutException("cannot wait for " + name + " to be " + state + " any longer ("
                                    + "timeout=" + timeout + ", state="
                                    + status(procMgr).state() + ")")
                            .initCause(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RefusedException refused
                    ? refused
                    : new IllegalStateException("cannot wait for " + name + ": " + e.getCause(), e.getCause());
        }
    }

    private String command(JobCommand command, String verb) {
        return running(verb).supervisor().command(jobName(verb), command);
    }

    private ProcMgr running(String verb) {
        return embedding.running(verb + " " + name);
    }

    private JobName jobName(String verb) {
        try {
            return new JobName(name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("cannot " + verb + " " + name + ": no such job, " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "SupervisedProcess[" + name + "]";
    }
}
