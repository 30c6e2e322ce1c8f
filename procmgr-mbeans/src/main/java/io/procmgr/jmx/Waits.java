package io.procmgr.jmx;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.Supervisor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for states on the client's thread. Few may wait at once: each holds a thread of a door's small pool. */
final class Waits {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int AT_ONCE = 2;

    private final Supervisor supervisor;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Waits(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /**
     * @return whether the job came to the state in time
     * @throws IllegalStateException if too many wait, or the job is forgotten while we wait
     */
    boolean await(JobName job, JobState state, Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("cannot wait for " + job + ": timeoutMillis is 0 to "
                    + LONGEST.toMillis() + " (timeoutMillis=" + timeout.toMillis() + ")");
        }
        if (!places.tryAcquire()) {
            throw new IllegalStateException("cannot wait for " + job + ": " + AT_ONCE + " clients wait already");
        }
        try {
            return arrives(supervisor.whenState(job, state), job, timeout);
        } finally {
            places.release();
        }
    }

    private static boolean arrives(CompletableFuture<JobStatus> arrival, JobName job, Duration timeout) {
        try {
            arrival.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "cannot wait for " + job + ": " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cannot wait for " + job + ": interrupted");
        } finally {
            arrival.cancel(false);
        }
    }
}
