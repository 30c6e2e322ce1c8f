package io.procmgr.os;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that make processes, first come, first served. One that is held up can be written off: another takes its
 * place, up to a limit, and it ends when it comes back to find the place taken.
 */
final class Spawners implements AutoCloseable {
    /** More than two only add latency: the kernel makes processes one by one. */
    private static final int WANTED = 2;

    private static final int MOST = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Attempt> queue = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Attempt> running = new ArrayList<>();
    private int fit;
    private int started;
    private boolean closed;

    Spawners() {
        lock.lock();
        try {
            refill();
        } finally {
            lock.unlock();
        }
    }

    /** False once closed. */
    boolean add(Attempt attempt) {
        lock.lock();
        try {
            if (!closed) {
                queue.add(attempt);
                changed.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an attempt out of the queue; false if it is not in it. */
    boolean remove(Attempt attempt) {
        lock.lock();
        try {
            return queue.remove(attempt);
        } finally {
            lock.unlock();
        }
    }

    boolean isQueued(Attempt attempt) {
        lock.lock();
        try {
            return queue.contains(attempt);
        } finally {
            lock.unlock();
        }
    }

    /** Counts the spawner of this attempt as lost. */
    void writeOff(Attempt attempt) {
        lock.lock();
        try {
            if (running.contains(attempt) && !closed) {
                attempt.writtenOff = true;
                fit--;
                refill();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells the queued attempts that they are off, aborts the running ones and ends the threads. */
    @Override
    public void close() {
        List<Attempt> queued;
        List<Attempt> begun;
        List<Thread> ending;
        lock.lock();
        try {
            closed = true;
            queued = List.copyOf(queue);
            begun = List.copyOf(running);
            ending = List.copyOf(threads);
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        queued.forEach(Attempt::refuse);
        begun.forEach(Attempt::abort);
        ending.forEach(EngineThreads::awaitEnd);
    }

    private void refill() {
        while (fit < WANTED && threads.size() < MOST) {
            fit++;
            threads.add(EngineThreads.start("spawner-" + ++started, this::run));
        }
    }

    private void run() {
        Attempt attempt = next(null);
        while (attempt != null) {
            attempt.run();
            attempt = next(attempt);
        }
    }

    /** Waits for the next attempt; null if this thread is to end. */
    private Attempt next(Attempt done) {
        lock.lock();
        try {
            running.remove(done);
            boolean goOn = done == null || !done.writtenOff || fit < WANTED;
            if (done != null && done.writtenOff && goOn) {
                fit++;
            }
            while (goOn && !closed && queue.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            if (!goOn || closed) {
                threads.remove(Thread.currentThread());
                return null;
            }
            Attempt next = queue.remove();
            running.add(next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** One launch. */
    abstract static class Attempt {
        private boolean writtenOff;

        /** Makes the process, on a spawner. */
        abstract void run();

        /** Told in place of {@link #run} when nobody will. */
        abstract void refuse();

        /** Ends what holds up {@link #run}. */
        abstract void abort();
    }
}
