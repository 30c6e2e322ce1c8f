package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a job for the supervisor after this one, however this one ends. Immutable.
 *
 * @param job whose it is
 * @param runId number of the last launch; 0 before the first
 * @param goal what was wanted; empty: what the definition wants
 * @param state what was
 * @param disabled whether an operator disabled it
 * @param made what the last run was made of, {@link io.procmgr.job.Execution#digest} and the watched files; may be empty
 * @param history what happened so far
 * @param nextStartMillis wall clock of the next start, while in BACKOFF; else 0
 * @param run the launch or process that there was; empty at rest
 */
public record JobRecord(
        JobName job,
        long runId,
        Optional<Goal> goal,
        JobState state,
        boolean disabled,
        String made,
        JobHistory history,
        long nextStartMillis,
        Optional<RunRecord> run) {
    public JobRecord {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(goal, "goal");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(made, "made");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(run, "run");
    }

    /** The same without all that holds only as long as its processes may live: after an orderly end, or a boot. */
    public JobRecord atRest() {
        return new JobRecord(
                job, runId, Optional.empty(), JobState.STOPPED, disabled, made, history, 0, Optional.empty());
    }
}
