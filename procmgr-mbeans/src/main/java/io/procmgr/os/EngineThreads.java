package io.procmgr.os;

import java.time.Duration;

/**
 * Makes the engine's threads: daemons named {@code procmgr-…}, with the loader of our own classes as context class loader
 * and no inherited thread locals, so that none of them holds on to whoever happened to start it.
 */
final class EngineThreads {
    /** Of all names. */
    static final String PREFIX = "procmgr-";

    private static final long DEFAULT_STACK = 0;

    /** Enough for a thread that only waits; what the JDK's own reapers take. */
    private static final long SMALL_STACK = 128 * 1024;

    private static final Duration END = Duration.ofSeconds(2);

    private EngineThreads() {}

    static Thread start(String name, Runnable body) {
        return start(name, body, DEFAULT_STACK);
    }

    /** A thread whose body calls nothing deep: there is one for each process. */
    static Thread startSmall(String name, Runnable body) {
        return start(name, body, SMALL_STACK);
    }

    /** Waits until the thread has ended, at most 2 s; not at all if it is the caller itself. */
    static void awaitEnd(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread start(String name, Runnable body, long stack) {
        Thread thread = new Thread(null, body, PREFIX + name, stack, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(EngineThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
