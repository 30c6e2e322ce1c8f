package io.procmgr.os;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Makes the processes that are to die with the supervisor. The kernel ends such a process when the thread that made it ends
 * ({@code man 2const PR_SET_PDEATHSIG}), and a spawner may do that long before its supervisor: so this one makes them all.
 * It is started by the first of them.
 */
final class ParentThread implements AutoCloseable {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private Thread thread;
    private boolean closed;

    /**
     * Runs a task there and waits for it.
     *
     * @throws ExecutionException with what it throws
     */
    <T> T call(Callable<T> task) throws ExecutionException, InterruptedException {
        FutureTask<T> future = new FutureTask<>(task);
        synchronized (this) {
            if (closed) {
                throw new ExecutionException(new LaunchException("cannot launch: the supervisor is closing"));
            }
            if (thread == null) {
                thread = EngineThreads.start("parent", this::run);
            }
            tasks.add(future);
        }
        return future.get();
    }

    private void run() {
        boolean open = true;
        while (open) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                open = false;
            }
        }
    }

    /** Ends the thread, and so every process that it made and that still lives. Idempotent. */
    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            closed = true;
            ending = thread;
        }
        if (ending != null) {
            ending.interrupt();
            EngineThreads.awaitEnd(ending);
        }
    }
}
