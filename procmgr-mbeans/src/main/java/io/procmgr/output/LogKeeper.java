package io.procmgr.output;

import io.procmgr.job.AlertTrigger;
import io.procmgr.job.LogRotation;
import io.procmgr.supervise.GrowthWatch;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Keeps the log files of all jobs: rotates those that are due, notes when they grew, has their lines relayed and their
 * archives compressed. One thread, {@code procmgr-housekeeper}, that sleeps until a file is written to which has been idle,
 * or something is due; a file that is written to all the time is looked at five times a second. Safe for use by several
 * threads.
 */
public final class LogKeeper implements AutoCloseable {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final long CLOSE_MILLIS = 5_000;

    /** A launch is no time to look at files: the next may be waiting for the processor. */
    private static final long AFTER_LAUNCHES = TimeUnit.MILLISECONDS.toNanos(500);

    private final GrowthWatch growth;
    private final List<LineFollower> followers;
    private final Compressor compressor;
    private final WatchedLogs logs;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Queue<JobOutput> launches = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private long launchesDue = WatchedLog.NEVER;
    private volatile Thread thread;

    /**
     * A keeper of no logs yet. Starts its thread.
     *
     * @param clock wall clock in milliseconds
     */
    public LogKeeper(LogBook book, LogStorage storage, LogNews news, LongSupplier clock) throws IOException {
        growth = storage.watchGrowth();
        followers = List.of(
                new LineFollower(book, LineFollower.RELAY, LogKeeper::relayed),
                new LineFollower(book, LineFollower.ERRORS, (job, stream) -> errors(job, stream, news)));
        compressor = new Compressor(book.states(), storage);
        logs = new WatchedLogs(book, growth, new Rotations(book, storage, news, clock), followers, compressor, clock);
        thread = start();
    }

    private static Optional<LineSink> relayed(JobOutput job, JobOutput.Stream stream) {
        return job.spec().log().relays(stream.target())
                ? Optional.of(new RelayedLines(LineFollower.tag(job, stream)))
                : Optional.empty();
    }

    private static Optional<LineSink> errors(JobOutput job, JobOutput.Stream stream, LogNews news) {
        return stream.name().equals(JobOutput.STDERR) && job.spec().alerts().tell(AlertTrigger.STDERR)
                ? Optional.of(new ErrorLines(job.spec(), news))
                : Optional.empty();
    }

    private Thread start() {
        return LogThreads.start("housekeeper", this::run);
    }

    /** These are all jobs there are, in the order of their definition. Returns at once. */
    public void keep(List<JobOutput> jobs) {
        order(() -> logs.take(jobs));
    }

    /** The supervisor appends its own log to this file, which is rotated as that of a job by default. Returns at once. */
    public void keepOwn(Path file) {
        order(() -> logs.own(file));
    }

    /** A process of the job was launched, which may have made its files: they are looked at soon. Returns at once. */
    public void launched(JobOutput job) {
        launches.add(job);
        wake();
    }

    /**
     * Rotates the logs of a job, however small or young. Returns at once.
     *
     * @return the files that are to be rotated; none if the job has no log that is
     */
    public List<Path> rotate(JobOutput job) {
        List<Path> files = job.streams().stream()
                .filter(stream -> job.spec().log().rotation(stream.target()) != LogRotation.OFF)
                .map(JobOutput.Stream::file)
                .toList();
        order(() -> files.forEach(logs::rotate));
        return files;
    }

    private void order(Runnable order) {
        orders.add(order);
        wake();
    }

    /** Once for all that comes before the thread looks. */
    private void wake() {
        if (!woken.getAndSet(true)) {
            growth.wake();
        }
    }

    /** Has what was written so far relayed, and ends the threads. Idempotent. */
    @Override
    public void close() {
        closing.countDown();
        growth.wake();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        compressor.close();
        followers.forEach(LineFollower::close);
        if (!thread.isAlive()) {
            growth.close();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    // ---- the thread

    private void run() {
        try {
            while (!isClosed()) {
                turn();
            }
            logs.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "procmgr fault of the housekeeper", e);
            // this thread may not have got its rights back: another one goes on
            if (!isClosed()) {
                thread = start();
                // what was ordered meanwhile waits for nobody else
                wake();
            }
        }
    }

    private void turn() throws InterruptedException {
        Set<Path> grown = new HashSet<>(growth.await(untilDeadline()));
        woken.set(false);
        carryOutOrders();
        long now = System.nanoTime();
        lookAfterLaunches(now);
        logs.addDue(grown, now);
        long rest = logs.look(grown);
        if (!grown.isEmpty()) {
            rest(rest);
        }
    }

    /** What is written meanwhile is told then, all at once. Whoever closes this does not wait. */
    private boolean rest(long nanos) throws InterruptedException {
        return closing.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void carryOutOrders() {
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
        }
    }

    private void lookAfterLaunches(long now) {
        if (launchesDue <= now) {
            launchesDue = WatchedLog.NEVER;
            for (JobOutput job = launches.poll(); job != null; job = launches.poll()) {
                job.streams().forEach(stream -> logs.lookIfAnother(stream.file()));
            }
            logs.sweep(now);
        } else if (launchesDue == WatchedLog.NEVER && !launches.isEmpty()) {
            launchesDue = now + AFTER_LAUNCHES;
        }
    }

    private Duration untilDeadline() {
        long next = Math.min(logs.deadline(), launchesDue);
        return next == WatchedLog.NEVER ? LONGEST_WAIT : Duration.ofNanos(Math.max(0, next - System.nanoTime()));
    }
}
