package io.procmgr.supervise;

import java.time.Duration;

/**
 * The event loop: one thread runs all tasks, in the order in which they are posted or come due. It is also the only
 * source of time. Safe for use by several threads.
 */
public interface Scheduler {
    /** Monotonic time in nanoseconds, of use only for differences. */
    long nanoTime();

    /** Wall clock in milliseconds since 1970, for display only. */
    long currentTimeMillis();

    /** Runs the task on the loop, after those already posted. Dropped once the loop is closed. */
    void execute(Runnable task);

    /** Runs the task on the loop, not before {@code delay} has gone by. */
    Timer schedule(Duration delay, Runnable task);

    /** Whether the calling thread is the loop. */
    boolean isLoopThread();

    /** A task that will come due. */
    interface Timer {
        /** Forgets the task unless it has begun. */
        void cancel();
    }
}
