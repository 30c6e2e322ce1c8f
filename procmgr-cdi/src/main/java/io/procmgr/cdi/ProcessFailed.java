package io.procmgr.cdi;

import java.time.Instant;
import java.util.Objects;

/**
 * Event: a job was given up, it is FAILED and will not be started again by itself.
 *
 * @param job name of the job
 * @param message why
 * @param time when that was
 */
public record ProcessFailed(String job, String message, Instant time) {
    public ProcessFailed {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(time, "time");
    }
}
