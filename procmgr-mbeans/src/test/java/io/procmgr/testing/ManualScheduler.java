package io.procmgr.testing;

import io.procmgr.supervise.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * An event loop without a thread, whose clock stands still until the test moves it. Tasks run only inside
 * {@link #runPending} and {@link #advance}, on the calling thread, in the order in which they were posted or came due.
 * An exception of a task goes to the test. Other threads may post.
 */
public final class ManualScheduler implements Scheduler {
    /** What the wall clock shows at first. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Not zero, so that a test notices who takes 0 for "never". */
    private static final long FIRST_NANOS = 1_000_000_000L;

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::number));
    private long nanos = FIRST_NANOS;
    private long posted;
    private Thread loop;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized long currentTimeMillis() {
        return START.toEpochMilli() + (nanos - FIRST_NANOS) / 1_000_000;
    }

    @Override
    public synchronized void execute(Runnable task) {
        entries.add(new Entry(nanos, posted++, task));
    }

    @Override
    public synchronized Timer schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(nanos + Math.max(0, delay.toNanos()), posted++, task);
        entries.add(entry);
        return () -> cancel(entry);
    }

    @Override
    public synchronized boolean isLoopThread() {
        return Thread.currentThread() == loop;
    }

    /** Runs all that is due now, and what it posts, without moving the clock. */
    public void runPending() {
        advance(Duration.ZERO);
    }

    /**
     * Moves the clock on to {@code duration} from now; each timer on the way runs at its own time. A task that moves the
     * clock itself is an error of the test.
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the clock does not go back (duration=" + duration + ")");
        }
        long target = enter(duration);
        try {
            Entry next = takeUntil(target);
            while (next != null) {
                next.task().run();
                next = takeUntil(target);
            }
        } finally {
            leave();
        }
    }

    /** How many tasks and timers wait: 0 shows that nothing was forgotten. */
    public synchronized int pending() {
        return entries.size();
    }

    private synchronized long enter(Duration duration) {
        if (loop != null) {
            throw new IllegalStateException("the clock is being moved (thread=" + loop.getName() + ")");
        }
        loop = Thread.currentThread();
        return nanos + duration.toNanos();
    }

    private synchronized void leave() {
        loop = null;
    }

    private synchronized Entry takeUntil(long target) {
        Entry next = entries.peek();
        if (next == null || next.due() > target) {
            nanos = target;
            return null;
        }
        nanos = next.due();
        return entries.poll();
    }

    private synchronized void cancel(Entry entry) {
        entries.remove(entry);
    }

    /** Compared by its number: two equal entries do not exist. */
    private record Entry(long due, long number, Runnable task) {}
}
