package io.procmgr.cdi;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads on which observers are called: the server's, which know the application, or else a few of our own. */
final class EventThreads implements AutoCloseable {
    private static final int LANES = 2;
    private static final long IDLE_SECONDS = 10;
    private static final long END_SECONDS = 2;

    private final Executor executor;
    private final Optional<ExecutorService> own;

    private EventThreads(Executor executor, Optional<ExecutorService> own) {
        this.executor = executor;
        this.own = own;
    }

    /**
     * The threads.
     *
     * @param loader of the application, which the observers expect as the context class loader
     * @param server its executor, if it has one
     */
    static EventThreads of(ClassLoader loader, Optional<Executor> server) {
        if (server.isPresent()) {
            return new EventThreads(task -> server.get().execute(() -> withLoader(loader, task)), Optional.empty());
        }
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                LANES, LANES, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    // no thread-locals of who happens to start the application
                    Thread thread = new Thread(null, task, "procmgr-events", 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return new EventThreads(threads, Optional.of(threads));
    }

    private static void withLoader(ClassLoader loader, Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    Executor executor() {
        return executor;
    }

    /** Interrupts our own threads and waits, not for ever, until they have ended; leaves the server's alone. */
    @Override
    public void close() {
        if (own.isPresent()) {
            own.get().shutdownNow();
            try {
                own.get().awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
