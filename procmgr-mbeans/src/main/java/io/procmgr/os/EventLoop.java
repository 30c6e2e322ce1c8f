package io.procmgr.os;

import io.procmgr.supervise.Scheduler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The event loop on the thread {@code procmgr-loop}. An exception of a task is logged and the loop goes on; without work
 * the thread waits for the next timer, or for good.
 */
final class EventLoop implements Scheduler, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Timers timers = new Timers();
    private final long origin = System.nanoTime();
    private final Pause pause;
    private final Thread thread;
    private boolean waiting;
    private boolean closed;

    /** Starts the thread. */
    EventLoop() {
        this(new ParkedPause());
    }

    EventLoop(Pause pause) {
        this.pause = pause;
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
        lock.lock();
        try {
            if (!closed) {
                tasks.add(task);
                wakeIfWaiting();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Timers.Entry entry = new Timers.Entry(nanoTime() + Math.max(0, delay.toNanos()), task);
        lock.lock();
        try {
            if (!closed && timers.add(entry)) {
                wakeIfWaiting();
            }
        } finally {
            lock.unlock();
        }
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
            tasks.clear();
            timers.clear();
            wakeIfWaiting();
        } finally {
            lock.unlock();
        }
        EngineThreads.awaitEnd(thread);
    }

    private void wakeIfWaiting() {
        if (waiting && !isLoopThread()) {
            waiting = false;
            pause.wake();
        }
    }

    private void cancel(Timers.Entry entry) {
        lock.lock();
        try {
            timers.cancel(entry);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try (pause) {
            while (!isClosed()) {
                turn();
            }
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Runs one task, or waits. */
    private void turn() {
        try {
            Runnable task = next();
            if (task != null) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a task of the event loop failed", e);
        }
    }

    /** The next task that is due; null if there was none, after a pause. */
    private Runnable next() {
        long wait;
        lock.lock();
        try {
            wait = timers.isEmpty() ? Pause.FOREVER : timers.nextDue() - nanoTime();
            if (wait <= 0) {
                return timers.poll();
            }
            if (!tasks.isEmpty() || closed) {
                return tasks.poll();
            }
            waiting = true;
        } finally {
            lock.unlock();
        }
        pause.await(wait);
        lock.lock();
        try {
            waiting = false;
        } finally {
            lock.unlock();
        }
        return null;
    }
}
