package io.procmgr.os;

import io.procmgr.supervise.Scheduler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The event loop on the thread {@code procmgr-loop}. An exception of a task is logged and the loop goes on; without work
 * the thread sleeps until the next timer, or for good.
 */
public final class EventLoop implements Scheduler, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::number));
    private final long origin = System.nanoTime();
    private final Thread thread;
    private long posted;
    private boolean closed;

    /** Starts the thread. */
    public EventLoop() {
        thread = EngineThreads.start("loop", this::run);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() - origin;
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void execute(Runnable task) {
        post(nanoTime(), task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Entry entry = post(nanoTime() + Math.max(0, delay.toNanos()), task);
        return () -> cancel(entry);
    }

    @Override
    public boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    /** Drops all tasks and timers and ends the thread; a task that is running is awaited, at most 2 s. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
        EngineThreads.awaitEnd(thread);
    }

    private Entry post(long due, Runnable task) {
        lock.lock();
        try {
            Entry entry = new Entry(due, posted++, task);
            if (!closed) {
                entries.add(entry);
                if (entries.peek() == entry) {
                    changed.signal();
                }
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Entry entry) {
        lock.lock();
        try {
            entries.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean goOn = true;
        while (goOn) {
            try {
                Runnable task = next();
                goOn = task != null;
                if (goOn) {
                    task.run();
                }
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "the event loop was interrupted: only close() ends it");
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "a task of the event loop failed", e);
            }
        }
    }

    /** Waits for the next task that is due; null once the loop is closed. */
    private Runnable next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Entry first = entries.peek();
                if (first == null) {
                    changed.await();
                } else if (first.due() <= nanoTime()) {
                    return entries.poll().task();
                } else {
                    changed.awaitNanos(first.due() - nanoTime());
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private record Entry(long due, long number, Runnable task) {}
}
