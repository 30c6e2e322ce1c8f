package io.procmgr.output;

/**
 * Makes the threads of this package: daemons named {@code procmgr-…}, with the loader of our own classes as context class
 * loader and no inherited thread locals.
 */
final class LogThreads {
    private LogThreads() {}

    static Thread start(String name, Runnable body) {
        Thread thread = new Thread(null, body, "procmgr-" + name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(LogThreads.class.getClassLoader());
        thread.start();
        return thread;
    }
}
