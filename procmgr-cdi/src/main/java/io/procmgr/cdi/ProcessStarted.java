package io.procmgr.cdi;

import java.time.Instant;
import java.util.Objects;

/**
 * Event: the process of a job was launched. Not told of a process that is taken over from an earlier run of the application.
 *
 * @param job name of the job
 * @param pid of its main process
 * @param runId number of the launch; grows by one with each
 * @param time when it was launched
 */
public record ProcessStarted(String job, long pid, long runId, Instant time) {
    public ProcessStarted {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(time, "time");
    }
}
