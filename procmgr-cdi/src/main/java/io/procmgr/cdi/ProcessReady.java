package io.procmgr.cdi;

import java.time.Instant;
import java.util.Objects;

/**
 * Event: the process of a job passed its start, and is RUNNING.
 *
 * @param job name of the job
 * @param pid of its main process
 * @param runId number of the launch
 * @param time when that was
 */
public record ProcessReady(String job, long pid, long runId, Instant time) {
    public ProcessReady {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(time, "time");
    }
}
