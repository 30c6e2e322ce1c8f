package io.procmgr.os;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Processes by the JDK. It makes a thread that waits for each, keeps it for a minute for others, and gives it the context
 * class loader of whoever it was made for: an application that has gone would live on in it.
 */
final class JdkProcesses {
    private JdkProcesses() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return builder.start();
        } finally {
            thread.setContextClassLoader(own);
        }
    }

    static CompletableFuture<ProcessHandle> exit(ProcessHandle handle) {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return handle.onExit();
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}
