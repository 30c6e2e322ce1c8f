package io.procmgr.supervise;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the listeners, in order, on a thread of its own, so that a slow listener never holds up supervision. Its queue is
 * bounded: what does not fit is counted and told once there is room; it can still be had from the replay and from the
 * attributes.
 */
final class ChangeDispatcher implements AutoCloseable {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final int CAPACITY = 100_000;
    private static final long CLOSE_MILLIS = 2_000;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    ChangeDispatcher() {
        thread = new Thread(null, this::run, "procmgr-dispatcher", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ChangeDispatcher.class.getClassLoader());
        thread.start();
    }

    void add(ChangeListener listener) {
        listeners.add(listener);
    }

    void remove(ChangeListener listener) {
        listeners.remove(listener);
    }

    /** Tells all listeners, later. */
    void tell(JobChange change) {
        if (!listeners.isEmpty()) {
            post(() -> listeners.forEach(listener -> tell(listener, change)));
        }
    }

    /** Runs a task between two changes. */
    void post(Runnable task) {
        if (!queue.offer(task)) {
            dropped.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                run(queue.take());
                long lost = queue.isEmpty() ? dropped.getAndSet(0) : 0;
                if (lost > 0) {
                    LOG.log(Level.WARNING, "procmgr listeners were too slow and missed " + lost + " changes");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without memory even to log a failure fails: what comes later is told all the same. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            dropped.incrementAndGet();
        }
    }

    private static void tell(ChangeListener listener, JobChange change) {
        try {
            listener.changed(change);
        } catch (RuntimeException | Error e) {
            // an Error too: a class that an undeploy took away, or no thread to be had, must not silence the others
            LOG.log(Level.WARNING, "procmgr listener " + listener.name() + " failed at change " + change.sequence(), e);
        }
    }

    /** Tells what is queued, for at most two seconds, and ends the thread. */
    @Override
    public void close() {
        post(() -> closed = true);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // for a queue that had no room for the task above, and a listener that makes nothing of an interrupt
        closed = true;
        thread.interrupt();
    }
}
