package io.procmgr.supervise;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened, told to listeners and kept for replay.
 *
 * @param sequence strictly increasing within a supervisor, from 1
 * @param timeMillis wall clock
 * @param kind what happened
 * @param job which job; empty if it concerns the configuration
 * @param from the state before; equal to {@code to} if it did not change
 * @param to the state after
 * @param status of the job right after; empty if it concerns the configuration
 * @param message in words, without the job's name: the text of the log line
 */
public record JobChange(
        long sequence,
        long timeMillis,
        Kind kind,
        String job,
        Optional<JobState> from,
        Optional<JobState> to,
        Optional<JobStatus> status,
        String message) {
    /** What happened. */
    public enum Kind {
        /** The job came to be known; its MBean may be registered. */
        ADDED,
        /** The job is forgotten; its MBean may go. */
        REMOVED,
        /** Its state changed. */
        STATE,
        /** Its process was launched. */
        LAUNCHED,
        /** Its process passed its start. */
        READY,
        /** Its process ended. */
        EXITED,
        /** The supervisor ends, and its process goes on without it. */
        LEFT,
        /** It will not be started again by itself. */
        GAVE_UP,
        /** Something worth a line went wrong, or an operator did something; the state is what it was. */
        NOTICE,
        /** A changed configuration was applied. */
        CONFIG_RELOADED,
        /** A changed configuration was refused; nothing was touched. */
        CONFIG_REJECTED
    }

    public JobChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
    }
}
