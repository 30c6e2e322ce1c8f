package io.procmgr.supervise;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Skeleton: signatures only, the body lands next. */
public final class Supervisor {
    /**
     * Gives a command. Returns as soon as it is accepted.
     *
     * @return what will happen, one line
     * @throws RefusedException if the job is unknown, the command is refused, or the supervisor is closed
     */
    public String command(JobName job, JobCommand command) {
        throw new RefusedException("cannot " + command + " " + job);
    }

    /** Sends a signal to the process of a job; throws RefusedException if there is none. */
    public String signal(JobName job, Signal signal) {
        throw new RefusedException("cannot signal " + job + " " + signal);
    }

    /** All jobs, in the order of their definition. */
    public List<JobStatus> statuses() {
        return List.of();
    }

    public Optional<JobStatus> status(JobName job) {
        return Optional.empty();
    }

    /** The changes after sequence number {@code since}, oldest first; at most {@code max}, of the last 1,000. */
    public List<JobChange> changes(long since, int max) {
        return List.of();
    }

    /** The number of the newest change; 0 before the first. */
    public long lastSequence() {
        return 0;
    }

    public void addListener(ChangeListener listener) {}

    public void removeListener(ChangeListener listener) {}

    /** Completes, on a thread of the supervisor, once the job is in that state; at once if it is. */
    public CompletableFuture<JobStatus> whenState(JobName job, JobState state) {
        return new CompletableFuture<>();
    }

    public ConfigStatus config() {
        return ConfigStatus.NONE;
    }

    public long startTimeMillis() {
        return 0;
    }

    /** Wall clock of the supervisor. */
    public long currentTimeMillis() {
        return 0;
    }
}
