package io.procmgr.os;

import io.procmgr.supervise.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that make processes, first come, first served. One that is held up can be written off: another takes its
 * place, up to a limit, and it ends when it comes back to find the place taken. A directory that holds up several gets no
 * more of them until one comes back: the rest are for those who have nothing to do with it.
 */
final class Spawners implements AutoCloseable {
    /** More than two only add latency: the kernel makes processes one by one. */
    private static final int WANTED = 2;

    private static final int MOST = 8;

    /** So many may be held up at one directory. */
    private static final int MOST_AT_A_PLACE = 3;

    /** A launch that takes longer is told as delayed, and its spawner replaced. */
    static final Duration SLOW = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Attempt> queue = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Attempt> running = new ArrayList<>();
    private int fit;
    private int started;
    private final Scheduler scheduler;
    private final Duration slow;
    private boolean watching;
    private boolean closed;

    /**
     * Starts the threads.
     *
     * @param scheduler looks after launches that take longer than {@code slow}
     */
    Spawners(Scheduler scheduler, Duration slow) {
        this.scheduler = scheduler;
        this.slow = slow;
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
                attempt.queued = true;
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
            boolean removed = attempt.queued && queue.remove(attempt);
            attempt.queued = false;
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** Has an eye on what runs, with one timer for all. */
    private void watch() {
        if (!watching) {
            watching = true;
            scheduler.schedule(slow, this::look);
        }
    }

    private void look() {
        List<Attempt> slowOnes = new ArrayList<>();
        lock.lock();
        try {
            watching = false;
            long now = scheduler.nanoTime();
            long next = 0;
            for (Attempt attempt : running) {
                long left = attempt.begunNanos + slow.toNanos() - now;
                if (left > 0) {
                    next = Math.max(1, Math.min(left, next == 0 ? left : next));
                } else if (!attempt.heldUp) {
                    attempt.heldUp = true;
                    slowOnes.add(attempt);
                }
            }
            if (next > 0) {
                watching = true;
                scheduler.schedule(Duration.ofNanos(next), this::look);
            }
        } finally {
            lock.unlock();
        }
        slowOnes.forEach(attempt -> attempt.holdUp(slow.toMillis() / 1000.0 + " s"));
    }

    /** Counts the spawner of this attempt as lost, at these of its places. */
    void writeOff(Attempt attempt, Set<Path> heldUpAt) {
        lock.lock();
        try {
            if (running.contains(attempt) && !closed) {
                attempt.writtenOff = true;
                attempt.heldUpAt = heldUpAt;
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
            queue.forEach(attempt -> attempt.queued = false);
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
            if (done != null && done.writtenOff) {
                fit += goOn ? 1 : 0;
                // who has waited for its place
                changed.signalAll();
            }
            Optional<Attempt> first = first();
            while (goOn && !closed && first.isEmpty()) {
                changed.awaitUninterruptibly();
                first = first();
            }
            if (!goOn || closed) {
                threads.remove(Thread.currentThread());
                return null;
            }
            Attempt next = first.orElseThrow();
            queue.remove(next);
            next.queued = false;
            next.begunNanos = scheduler.nanoTime();
            running.add(next);
            watch();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The first in the queue that would not be held up where too many are. */
    private Optional<Attempt> first() {
        Map<Path, Integer> heldUp = new HashMap<>();
        running.forEach(attempt -> attempt.heldUpAt.forEach(place -> heldUp.merge(place, 1, Integer::sum)));
        heldUp.values().removeIf(number -> number < MOST_AT_A_PLACE);
        return heldUp.isEmpty()
                ? Optional.ofNullable(queue.peek())
                : queue.stream()
                        .filter(attempt -> Collections.disjoint(attempt.places(), heldUp.keySet()))
                        .findFirst();
    }

    /** One launch. */
    abstract static class Attempt {
        private volatile boolean queued;
        private boolean writtenOff;
        private boolean heldUp;
        private long begunNanos;
        private Set<Path> heldUpAt = Set.of();

        /** Whether no spawner has begun on it. */
        public boolean isQueued() {
            return queued;
        }

        /** The directories of its files. */
        abstract Set<Path> places();

        /** Makes the process, on a spawner. */
        abstract void run();

        /** Told in place of {@link #run} when nobody will. */
        abstract void refuse();

        /** Told once if {@link #run} takes long: so much time so far. */
        abstract void holdUp(String time);

        /** Ends what holds up {@link #run}. */
        abstract void abort();
    }
}
