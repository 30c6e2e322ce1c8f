package io.procmgr.output;

import io.procmgr.job.LogRotation;
import io.procmgr.supervise.GrowthWatch;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final long MILLI = 1_000_000;
    private static final long REST = 200 * MILLI;
    private static final long SHORTEST_REST = 5 * MILLI;
    private static final long NOTE_MILLIS = 1_000;
    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(LogStorage.LOOK_SECONDS);
    private static final long CLOSE_MILLIS = 5_000;

    private final LogBook book;
    private final LongSupplier clock;
    private final GrowthWatch growth;
    private final Rotations rotations;
    private final Relay relay;
    private final Compressor compressor;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Map<Path, WatchedLog> watched = new LinkedHashMap<>();
    private final Map<String, WatchedLog> byKey = new LinkedHashMap<>();
    private long rest = REST;
    private volatile Thread thread;

    /**
     * A keeper of no logs yet. Starts its thread.
     *
     * @param clock wall clock in milliseconds
     */
    public LogKeeper(LogBook book, LogStorage storage, LogNews news, LongSupplier clock) throws IOException {
        this.book = book;
        this.clock = clock;
        this.growth = storage.watchGrowth();
        this.rotations = new Rotations(book, storage, news, clock);
        this.relay = new Relay(book);
        this.compressor = new Compressor(book.states(), storage);
        thread = start();
    }

    private Thread start() {
        return LogThreads.start("housekeeper", this::run);
    }

    /** These are all jobs there are, in the order of their definition. Returns at once. */
    public void keep(List<JobOutput> jobs) {
        order(() -> take(jobs));
    }

    /** A process of the job was launched, which may have made its files. Returns at once. */
    public void launched(JobOutput job) {
        order(() -> job.streams().forEach(stream -> look(stream.file())));
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
        order(() -> files.forEach(this::rotate));
        return files;
    }

    private void order(Runnable order) {
        boolean first = orders.isEmpty();
        orders.add(order);
        if (first) {
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
        relay.close();
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
            watched.values().forEach(log -> relay.grown(log.path()));
            noteAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "procmgr fault of the housekeeper", e);
            // this thread may not have got its rights back: another one goes on
            if (!isClosed()) {
                thread = start();
            }
        }
    }

    private void turn() throws InterruptedException {
        Set<Path> grown = new HashSet<>(growth.await(untilDeadline()));
        carryOutOrders();
        long now = System.nanoTime();
        for (WatchedLog log : watched.values()) {
            if (log.deadline <= now) {
                grown.add(log.path());
            }
        }
        rest = REST;
        grown.forEach(this::look);
        if (!grown.isEmpty()) {
            rest();
        }
    }

    /** What is written meanwhile is told then, all at once. Whoever closes this does not wait. */
    private boolean rest() throws InterruptedException {
        return closing.await(rest, TimeUnit.NANOSECONDS);
    }

    private void carryOutOrders() {
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
        }
    }

    private Duration untilDeadline() {
        long next = WatchedLog.NEVER;
        for (WatchedLog log : watched.values()) {
            next = Math.min(next, log.deadline);
        }
        return next == WatchedLog.NEVER ? LONGEST_WAIT : Duration.ofNanos(Math.max(0, next - System.nanoTime()));
    }

    // ---- which logs

    private void take(List<JobOutput> jobs) {
        Map<Path, OwnedLog> owners = JobOutput.owners(jobs);
        watched.values().removeIf(log -> {
            boolean gone = !owners.containsKey(log.path());
            if (gone) {
                forget(log);
            }
            return gone;
        });
        relay.follow(jobs);
        for (OwnedLog owner : owners.values()) {
            WatchedLog known = watched.get(owner.file());
            if (known == null) {
                add(owner);
            } else if (!known.owner().equals(owner)) {
                known.ownedBy(owner);
                look(known);
            }
        }
    }

    private void add(OwnedLog owner) {
        WatchedLog log = new WatchedLog(book.log(owner.file()), owner);
        watched.put(owner.file(), log);
        rotations.recover(log);
        look(log);
    }

    private void forget(WatchedLog log) {
        byKey.remove(log.key, log);
        book.forget(log.path());
    }

    // ---- one log

    private void look(Path file) {
        WatchedLog log = watched.get(file);
        if (log != null) {
            look(log);
        }
    }

    private void look(WatchedLog log) {
        log.deadline = WatchedLog.NEVER;
        try {
            // first, so that no write is missed between the two
            boolean armed = growth.arm(log.path());
            Optional<Inode> live = Inode.of(log.path());
            if (live.isEmpty()) {
                // one that was there may come back under its name without a launch
                log.deadline = log.key.isEmpty() ? WatchedLog.NEVER : System.nanoTime() + LOOK_AGAIN;
                return;
            }
            if (!armed) {
                log.deadline = System.nanoTime() + LOOK_AGAIN;
            }
            if (isOwnName(log, live.get())) {
                measure(log, live.get());
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> log.owner().job() + " cannot look at " + log.path() + ": " + e);
            log.deadline = System.nanoTime() + LOOK_AGAIN;
        }
    }

    /** Two names of one file, a link of either kind, are one log, and the first one stands for both. */
    private boolean isOwnName(WatchedLog log, Inode live) {
        if (log.key.equals(live.key())) {
            return !log.alias;
        }
        byKey.remove(log.key, log);
        log.key = live.key();
        WatchedLog first = byKey.putIfAbsent(live.key(), log);
        log.alias = first != null && first != log;
        if (log.alias) {
            LOG.log(
                    Level.INFO,
                    log.owner().job() + " writes to a file that is rotated under another name (file=" + log.path()
                            + ", other=" + first.path() + ")");
            book.alias(log.path(), first.log);
        }
        return !log.alias;
    }

    private void measure(WatchedLog log, Inode live) throws IOException {
        long now = System.nanoTime();
        boolean grew = live.size() != log.size;
        long grownBy = live.size() - log.size;
        long took = now - log.seenNanos;
        log.size = live.size();
        log.seenNanos = now;
        if (grew) {
            relay.grown(log.path());
            log.unnoted = true;
        }
        note(log);
        if (log.owner().rotation() != LogRotation.OFF) {
            rotateIfDue(log, live);
            long left = log.owner().rule().maxSize() - log.size;
            if (grownBy > 0 && left > 0) {
                rest = Math.max(SHORTEST_REST, Math.min(rest, (long) ((double) left / grownBy * took)));
            }
        }
    }

    /** At most once a second, and once more when it has stopped growing. */
    private void note(WatchedLog log) {
        if (!log.unnoted) {
            return;
        }
        long millis = clock.getAsLong();
        long wait = log.notedMillis + NOTE_MILLIS - millis;
        if (wait > 0 && wait <= NOTE_MILLIS) {
            log.notLaterThan(System.nanoTime() + wait * MILLI);
            return;
        }
        log.unnoted = false;
        log.notedMillis = millis;
        try {
            long base = log.log.known().map(LogState::base).orElse(0L);
            book.times().note(log.path(), millis, base + log.size);
        } catch (IOException e) {
            // a search by time begins earlier then
            LOG.log(Level.DEBUG, () -> log.owner().job() + " cannot note how far its log had come: " + e);
        }
    }

    private void noteAll() {
        for (WatchedLog log : watched.values()) {
            log.notedMillis = 0;
            note(log);
        }
    }

    // ---- rotation

    private void rotateIfDue(WatchedLog log, Inode live) throws IOException {
        if (log.failures > 0 && log.retryNanos - System.nanoTime() > 0) {
            log.notLaterThan(log.retryNanos);
            return;
        }
        boolean tooLarge = live.size() >= log.owner().rule().maxSize();
        boolean tooOld = isTooOld(log, live);
        if (tooLarge || tooOld) {
            rotate(log);
        }
    }

    private boolean isTooOld(WatchedLog log, Inode live) throws IOException {
        Optional<Duration> age = log.owner().rule().maxAge();
        if (age.isEmpty()) {
            return false;
        }
        long now = clock.getAsLong();
        if (log.sinceMillis == 0) {
            log.sinceMillis = since(log, live, now);
        }
        long left = log.sinceMillis + age.get().toMillis() - now;
        if (left > 0) {
            log.notLaterThan(System.nanoTime() + left * MILLI);
        }
        return left <= 0;
    }

    /** What is known, so that a supervisor that is often started anew still rotates. */
    private long since(WatchedLog log, Inode live, long now) throws IOException {
        Optional<LogState> known = log.log.known();
        if (known.isEmpty()) {
            LogState fresh = LogState.fresh(log.path(), live.number(), now);
            book.states().save(fresh);
            log.log.know(fresh);
        }
        return known.map(LogState::sinceMillis).orElse(now);
    }

    private void rotate(Path file) {
        WatchedLog log = watched.get(file);
        if (log != null && !log.alias) {
            rotate(log);
        }
    }

    private void rotate(WatchedLog log) {
        relay.grown(log.path());
        boolean archived = rotations.rotate(log);
        if (log.failures > 0) {
            log.notLaterThan(log.retryNanos);
            return;
        }
        log.sinceMillis = clock.getAsLong();
        log.owner()
                .rule()
                .maxAge()
                .ifPresent(age -> log.notLaterThan(System.nanoTime() + Math.max(age.toNanos(), MILLI)));
        log.size = 0;
        if (archived && log.owner().rule().compress()) {
            compressor.compress(log.log, log.owner());
        }
    }
}
