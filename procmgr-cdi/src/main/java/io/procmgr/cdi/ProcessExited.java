package io.procmgr.cdi;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Event: the process of a job ended, whether it was asked to or not. What follows, a restart or rest, depends on the job.
 *
 * @param job name of the job
 * @param runId number of the launch
 * @param code exit code, 0 to 255; empty if a signal ended it, or that is not known
 * @param signal number of the signal that ended it; empty if none did, or that is not known
 * @param message in words
 * @param time when that was
 */
public record ProcessExited(
        String job, long runId, OptionalInt code, OptionalInt signal, String message, Instant time) {
    public ProcessExited {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(time, "time");
    }
}
