package io.procmgr.os;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tells of the end of processes. One small thread waits for each ({@code onExit} would run in the common pool, which
 * others may block); the thread {@code procmgr-exit-watch} then looks once at {@code /proc} for all exits pending, and
 * goes on looking only while members of some ended process's session live.
 */
final class ExitWatch implements AutoCloseable {
    private static final long FIRST_POLL_MILLIS = 10;
    private static final long LAST_POLL_MILLIS = 200;

    /** The JVM tells a signal as 128 + its number; the highest is 64. */
    private static final int SIGNAL_BASE = 128;

    private static final int LAST_SIGNAL = 64;

    private final LinkedBlockingQueue<Exit> exits = new LinkedBlockingQueue<>();
    private final Set<Thread> waiters = ConcurrentHashMap.newKeySet();
    private final List<Exit> leftovers = new ArrayList<>();
    private final ProcScan processes;
    private final RunMarks marks;
    private final Thread thread;
    private volatile boolean closed;

    ExitWatch(ProcScan processes) {
        this.processes = processes;
        this.marks = new RunMarks(processes);
        this.thread = EngineThreads.start("exit-watch", this::run);
    }

    /**
     * Tells of the launch and then of the end, from a thread of its own.
     *
     * @throws OutOfMemoryError if the system gives no thread; then nothing is told
     */
    void watch(ChildProcess child, LaunchListener listener) {
        watch(child, listener, () -> listener.launched(child));
    }

    /** The same of a process that was adopted: its launch is not told. */
    void watchAdopted(ChildProcess child, LaunchListener listener) {
        watch(child, listener, child::kin);
    }

    private void watch(ChildProcess child, LaunchListener listener, Runnable begun) {
        EngineThreads.startSmall("wait-" + child.pid(), () -> await(child, listener, begun));
    }

    private List<ProcEntry> living(ChildProcess child, ProcTable table) {
        return child.kin().living(table, marks);
    }

    /**
     * What {@link Process#exitValue} means. A program that itself exits with 129 to 192 cannot be told from one that a
     * signal ended: taken for a signal, as every shell does.
     */
    static ExitStatus status(int exitValue) {
        return exitValue > SIGNAL_BASE && exitValue <= SIGNAL_BASE + LAST_SIGNAL
                ? ExitStatus.signalled(exitValue - SIGNAL_BASE)
                : ExitStatus.exited(exitValue & 0xff);
    }

    /** Ends all threads; processes live on, and nothing more is heard of them. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        waiters.forEach(Thread::interrupt);
        EngineThreads.awaitEnd(thread);
        waiters.forEach(EngineThreads::awaitEnd);
    }

    private void await(ChildProcess child, LaunchListener listener, Runnable begun) {
        waiters.add(Thread.currentThread());
        try {
            begun.run();
            if (!closed) {
                exits.add(new Exit(child, listener, child.awaitEnd()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiters.remove(Thread.currentThread());
        }
    }

    private void run() {
        long pause = FIRST_POLL_MILLIS;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Exit> batch = new ArrayList<>();
                Exit first = leftovers.isEmpty() ? exits.take() : exits.poll(pause, TimeUnit.MILLISECONDS);
                if (first == null) {
                    pause = Math.min(2 * pause, LAST_POLL_MILLIS);
                } else {
                    pause = FIRST_POLL_MILLIS;
                    batch.add(first);
                    exits.drainTo(batch);
                }
                look(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(List<Exit> batch) {
        ProcTable table = processes.scan();
        leftovers.removeIf(exit -> {
            if (exit.child().isReleased()) {
                return true;
            }
            boolean gone = living(exit.child(), table).isEmpty();
            if (gone) {
                exit.child().setGone();
                exit.listener().membersGone();
            }
            return gone;
        });
        for (Exit exit : batch) {
            boolean left = !living(exit.child(), table).isEmpty();
            if (left) {
                leftovers.add(exit);
            } else {
                exit.child().setGone();
            }
            exit.listener().exited(exit.status(), left);
        }
    }

    private record Exit(ChildProcess child, LaunchListener listener, ExitStatus status) {}
}
