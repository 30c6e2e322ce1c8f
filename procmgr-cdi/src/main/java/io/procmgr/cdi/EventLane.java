package io.procmgr.cdi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Delivers events one after the other, in their order, on threads of an executor, at most one at a time. Its queue is
 * bounded: what does not fit is lost, with one warning until there is room again. Safe for use by several threads.
 */
final class EventLane {
    private static final Logger LOG = System.getLogger("procmgr");
    static final int CAPACITY = 10_000;

    private final String name;
    private final Executor executor;
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private boolean delivering;
    private boolean overflown;
    private boolean closed;

    /**
     * An empty lane.
     *
     * @param name for messages
     */
    EventLane(String name, Executor executor) {
        this.name = name;
        this.executor = executor;
    }

    /** Delivers, later; returns at once. Nothing happens if the lane is closed. */
    synchronized void add(Runnable delivery) {
        if (closed) {
            return;
        }
        if (queue.size() >= CAPACITY) {
            if (!overflown) {
                overflown = true;
                LOG.log(Level.WARNING, "procmgr " + name + " are too slow: events are lost (waiting=" + CAPACITY + ")");
            }
            return;
        }
        queue.add(delivery);
        if (!delivering) {
            delivering = true;
            begin();
        }
    }

    private void begin() {
        try {
            executor.execute(this::deliverAll);
        } catch (RuntimeException | Error e) {
            // mostly the server ends, and nobody is to hear of it any more; it may have no thread to give, too
            Level level = e instanceof RejectedExecutionException ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "procmgr cannot tell " + name + " (lost=" + queue.size() + ")", e);
            queue.clear();
            delivering = false;
            notifyAll();
        }
    }

    private void deliverAll() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized Runnable next() {
        Runnable next = closed && Thread.currentThread().isInterrupted() ? null : queue.poll();
        if (next == null) {
            delivering = false;
            overflown = false;
            notifyAll();
        }
        return next;
    }

    /** Takes nothing any more, and waits until all is delivered, at most so long; what is left then is dropped. */
    synchronized void close(Duration most) {
        closed = true;
        long end = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toMillis(); delivering && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (delivering) {
            LOG.log(
                    Level.WARNING,
                    "procmgr " + name + " have not ended within " + most.toMillis() + " ms (waiting=" + queue.size()
                            + ")");
        }
        queue.clear();
    }
}
