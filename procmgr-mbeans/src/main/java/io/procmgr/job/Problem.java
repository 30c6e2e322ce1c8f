package io.procmgr.job;

import java.util.Objects;

/**
 * One thing that is wrong, or doubtful, in a definition.
 *
 * @param severity an error refuses the whole definition; a warning is told and the definition stands
 * @param origin where
 * @param job the job's name as written, or empty outside jobs and before a name is known
 * @param option the key as written in that dialect, or empty
 * @param message what is wrong and what is allowed
 */
public record Problem(Severity severity, Origin origin, String job, String option, String message) {
    /** Whether the definition can stand. */
    public enum Severity {
        WARNING,
        ERROR
    }

    public Problem {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(option, "option");
        Objects.requireNonNull(message, "message");
    }

    public static Problem error(Origin origin, String job, String option, String message) {
        return new Problem(Severity.ERROR, origin, job, option, message);
    }

    public static Problem warning(Origin origin, String job, String option, String message) {
        return new Problem(Severity.WARNING, origin, job, option, message);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code jobs.conf:12: job mail: nice: …}, the form of all messages about definitions. */
    @Override
    public String toString() {
        return origin
                + ": "
                + (isError() ? "" : "warning: ")
                + (job.isEmpty() ? "" : "job " + job + ": ")
                + (option.isEmpty() ? "" : option + ": ")
                + message;
    }
}
