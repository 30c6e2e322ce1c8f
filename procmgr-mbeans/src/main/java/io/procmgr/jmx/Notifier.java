package io.procmgr.jmx;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.Notification;

/**
 * Sends notifications from a thread of its own, which lives while there is something to send: a listener of somebody
 * else's that hangs holds up nobody but the others of its kind. What does not fit the queue is dropped; notifications
 * are hints.
 */
final class Notifier implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final int QUEUE = 1_000;
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_SECONDS = 2;

    private final ThreadPoolExecutor thread;
    private boolean lossTold;

    Notifier() {
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Notifier::newThread,
                (task, pool) -> tellLoss());
        thread.allowCoreThreadTimeOut(true);
    }

    void send(SharedMBean<?> source, Notification notification) {
        thread.execute(() -> source.sendNotification(notification));
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "procmgr-notifier");
        thread.setDaemon(true);
        thread.setContextClassLoader(Notifier.class.getClassLoader());
        return thread;
    }

    private synchronized void tellLoss() {
        if (!lossTold && !thread.isShutdown()) {
            lossTold = true;
            LOGGER.log(
                    Level.WARNING,
                    "procmgr JMX notifications are dropped: a listener takes too long (queue=" + QUEUE
                            + "); operation events replays them");
        }
    }

    /** Lets what is queued go out, but waits for no listener that hangs. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
