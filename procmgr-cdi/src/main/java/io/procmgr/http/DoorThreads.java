package io.procmgr.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of the door: daemons, of our class loader, that an undeploy can end. */
final class DoorThreads implements ThreadFactory {
    private static final long END_SECONDS = 5;

    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    DoorThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(DoorThreads.class.getClassLoader());
        return thread;
    }

    /** Interrupts the threads of a pool and waits, not for ever, until they have ended. */
    static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
