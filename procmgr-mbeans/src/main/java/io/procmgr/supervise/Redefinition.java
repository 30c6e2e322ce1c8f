package io.procmgr.supervise;

import io.procmgr.job.JobSpec;

/** What another definition asks of a job. */
enum Redefinition {
    /** A new process. */
    RESTART,
    /** That the process reads its files anew, for which it gets its reload signal. */
    RELOAD,
    /** Nothing of the process. */
    NONE;

    /**
     * What it asks.
     *
     * @param contentChanged whether a watched file has another content
     */
    static Redefinition of(JobSpec before, JobSpec next, boolean contentChanged, JobState state) {
        if (next.needsRestart(before)) {
            return RESTART;
        }
        if (!contentChanged && !next.stamps().changedSince(before.stamps())) {
            return NONE;
        }
        return next.reloadSignal().isPresent() && state == JobState.RUNNING ? RELOAD : RESTART;
    }
}
