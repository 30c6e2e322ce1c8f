package io.procmgr.job;

import java.util.Objects;

/**
 * One thing that is wrong, or doubtful, in a definition.
 *
 * @param severity an error refuses all definitions; a fault refuses one job, and the others stand; a warning is told and
 *     the definition stands
 * @param origin where
 * @param job the job's name as written, shortened for a message, or empty outside jobs and before a name is known
 * @param option the key as written in that dialect, shortened for a message, or empty
 * @param message what is wrong and what is allowed
 */
public record Problem(Severity severity, Origin origin, String job, String option, String message) {
    private static final int SHOWN = 60;

    /** Whether the definition can stand. */
    public enum Severity {
        WARNING,
        /** As an error, but of a job that stands by itself, such as a profile directory. */
        FAULT,
        ERROR
    }

    public Problem {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(origin, "origin");
        job = shown(job);
        option = shown(option);
        Objects.requireNonNull(message, "message");
    }

    /** A piece of the user's text as it stands in a message: on one line and not too long. */
    public static String shown(String text) {
        String printable = PrintableText.of(text);
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
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

    public boolean isFault() {
        return severity == Severity.FAULT;
    }

    /** The same, refusing its own job alone. */
    public Problem asFault() {
        return new Problem(isError() ? Severity.FAULT : severity, origin, job, option, message);
    }

    /** {@code jobs.conf:12: job mail: nice: …}, the form of all messages about definitions. */
    @Override
    public String toString() {
        return origin
                + ": "
                + (severity == Severity.WARNING ? "warning: " : "")
                + (job.isEmpty() ? "" : "job " + job + ": ")
                + (option.isEmpty() ? "" : option + ": ")
                + message;
    }
}
