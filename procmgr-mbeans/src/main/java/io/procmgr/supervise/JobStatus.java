package io.procmgr.supervise;

import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.LogFiles;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a job at one moment. Immutable; made by the event loop at each change, read by anybody without a lock.
 *
 * @param spec its definition now; a live process may have been made by an older one
 * @param logs the files its streams go to
 * @param goal what is wanted
 * @param state what is
 * @param stateSinceMillis wall clock of the last change of state
 * @param waitingFor why a start is held back, while WAITING
 * @param pid of the main process, while there is one
 * @param owner how we came by the process
 * @param runId number of the last launch; 0 before the first
 * @param passedStart there is a process, and it passed its start
 * @param startTimeMillis wall clock of the last launch; 0 before the first
 * @param nextStartMillis wall clock of the next start, while in BACKOFF
 * @param history what happened so far
 */
public record JobStatus(
        JobSpec spec,
        LogFiles logs,
        Goal goal,
        JobState state,
        long stateSinceMillis,
        Optional<String> waitingFor,
        OptionalLong pid,
        Owner owner,
        long runId,
        boolean passedStart,
        long startTimeMillis,
        OptionalLong nextStartMillis,
        JobHistory history) {
    /** How we came by a process. */
    public enum Owner {
        /** There is none. */
        NONE,
        /** We launched it. */
        CHILD,
        /** It was launched by a supervisor before us. */
        ADOPTED,
        /** It made itself a daemon and wrote its pid to a file. */
        PIDFILE
    }

    public JobStatus {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(logs, "logs");
        Objects.requireNonNull(goal, "goal");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(waitingFor, "waitingFor");
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(nextStartMillis, "nextStartMillis");
        Objects.requireNonNull(history, "history");
        if (pid.isPresent() == (owner == Owner.NONE)) {
            throw new IllegalArgumentException("a process has an owner (pid=" + pid + ", owner=" + owner + ")");
        }
        if (passedStart && pid.isEmpty()) {
            throw new IllegalArgumentException("only a process passes its start (state=" + state + ")");
        }
        if (nextStartMillis.isPresent() && state != JobState.BACKOFF) {
            throw new IllegalArgumentException("only a back-off has a next start (state=" + state + ")");
        }
    }

    public JobName name() {
        return spec.name();
    }

    /** RUNNING: the process is there and passed its start. */
    public boolean up() {
        return state == JobState.RUNNING;
    }

    /**
     * Whether others can count on the job: it runs and passed its start, or it has finished as it was meant to. This is what
     * {@code /health/ready}, MicroProfile Health, the attribute {@code Ready} and the metric call ready.
     */
    public boolean ready() {
        return up() || state == JobState.COMPLETED;
    }

    public boolean enabled() {
        return goal != Goal.OFF;
    }
}
