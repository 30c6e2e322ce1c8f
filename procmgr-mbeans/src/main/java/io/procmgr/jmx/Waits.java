package io.procmgr.jmx;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.Supervisor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for states on the client's thread. Few may wait at once, since each holds a thread of a door; and of one caller still
 * fewer, so that nobody takes all places.
 */
final class Waits {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int OF_ONE = 2;
    private static final int AT_ONCE = 16;

    private final Supervisor supervisor;
    private final Callers callers;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int all;

    Waits(Supervisor supervisor, Callers callers) {
        this.supervisor = supervisor;
        this.callers = callers;
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
        String who = callers.current().map(Caller::who).orElse("local JMX");
        if (!enter(who)) {
            throw new IllegalStateException("cannot wait for " + job + ": " + OF_ONE + " clients wait already for "
                    + who + ", or " + AT_ONCE + " for all");
        }
        try {
            return arrives(supervisor.whenState(job, state), job, timeout);
        } finally {
            leave(who);
        }
    }

    private synchronized boolean enter(String who) {
        int now = waiting.getOrDefault(who, 0);
        if (now == OF_ONE || all == AT_ONCE) {
            return false;
        }
        waiting.put(who, now + 1);
        all++;
        return true;
    }

    private synchronized void leave(String who) {
        all--;
        waiting.computeIfPresent(who, (name, now) -> now == 1 ? null : now - 1);
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
