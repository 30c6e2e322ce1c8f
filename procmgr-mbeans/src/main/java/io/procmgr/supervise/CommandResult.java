package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.util.Objects;

/**
 * What came of a command that was given to several jobs, for one of them.
 *
 * @param job whom it was given to
 * @param outcome whether anything was to be done
 * @param message one line for people, which names the job
 */
public record CommandResult(JobName job, Outcome outcome, String message) {
    /** Whether anything was to be done. */
    public enum Outcome {
        /** It was begun. */
        DONE,
        /** It is so already. */
        NOTHING_TO_DO,
        REFUSED
    }

    public CommandResult {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(message, "message");
    }
}
