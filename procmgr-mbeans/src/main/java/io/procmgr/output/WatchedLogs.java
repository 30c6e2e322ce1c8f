package io.procmgr.output;

import io.procmgr.job.LogRotation;
import io.procmgr.supervise.GrowthWatch;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The logs of all jobs, and what is to be done with each that has grown, or grown old. Confined to the thread of the keeper.
 */
final class WatchedLogs {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final long MILLI = 1_000_000;
    private static final long REST = 200 * MILLI;
    private static final long SHORTEST_REST = 5 * MILLI;
    private static final long NOTE_MILLIS = 1_000;
    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(LogStorage.LOOK_SECONDS);

    private final LogBook book;
    private final GrowthWatch growth;
    private final Rotations rotations;
    private final List<LineFollower> followers;
    private final Compressor compressor;
    private final LongSupplier clock;
    private final Map<Path, WatchedLog> watched = new LinkedHashMap<>();
    private final Map<String, WatchedLog> byKey = new LinkedHashMap<>();
    private final GoneLogs gone;
    private List<JobOutput> jobs = List.of();
    private Optional<OwnedLog> own = Optional.empty();
    private long rest = REST;

    WatchedLogs(
            LogBook book,
            GrowthWatch growth,
            Rotations rotations,
            List<LineFollower> followers,
            Compressor compressor,
            LongSupplier clock) {
        this.book = book;
        this.growth = growth;
        this.rotations = rotations;
        this.followers = followers;
        this.compressor = compressor;
        this.clock = clock;
        this.gone = new GoneLogs(book.states());
    }

    /** When the next one is to be looked at although nobody writes, by the clock of the JVM. */
    long deadline() {
        long next = WatchedLog.NEVER;
        for (WatchedLog log : watched.values()) {
            next = Math.min(next, log.deadline);
        }
        return next;
    }

    /** Adds those that are to be looked at now. */
    void addDue(Set<Path> files, long nanos) {
        for (WatchedLog log : watched.values()) {
            if (log.deadline <= nanos) {
                files.add(log.path());
            }
        }
    }

    /** Looks at these; returns how many nanoseconds the next look can wait before one of them is too large. */
    long look(Set<Path> files) {
        rest = REST;
        files.forEach(this::look);
        return rest;
    }

    /** From now on that of the supervisor is one of them. */
    void own(Path file) {
        own = Optional.of(OwnedLog.ofSupervisor(file));
        take(jobs);
    }

    void take(List<JobOutput> all) {
        jobs = all;
        Map<Path, OwnedLog> owners = JobOutput.owners(jobs);
        own.ifPresent(log -> owners.putIfAbsent(log.file(), log));
        watched.values().removeIf(log -> {
            boolean over = !owners.containsKey(log.path());
            if (over) {
                forget(log);
            }
            return over;
        });
        followers.forEach(follower -> follower.follow(jobs));
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

    /** At a moment at which nobody waits. */
    void sweep(long nanos) {
        gone.sweepIfDue(watched.keySet(), jobs, nanos, clock.getAsLong());
    }

    /** Looks at a file that may have come; of one that is known its next write will be told. */
    void lookIfAnother(Path file) {
        WatchedLog log = watched.get(file);
        if (log != null && !isKnown(log)) {
            look(log);
        }
    }

    private static boolean isKnown(WatchedLog log) {
        try {
            return !log.key.isEmpty()
                    && Inode.of(log.path())
                            .filter(live -> live.key().equals(log.key))
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void look(WatchedLog log) {
        log.deadline = WatchedLog.NEVER;
        try {
            boolean there = Inode.of(log.path()).isPresent();
            // before its size is looked at, so that no write is missed between the two
            boolean armed = there && growth.arm(log.path());
            Optional<Inode> live = there ? Inode.of(log.path()) : Optional.empty();
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
            grown(log);
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

    private void grown(WatchedLog log) {
        followers.forEach(follower -> follower.grown(log.path()));
    }

    /** Has all that was written so far followed and noted. */
    void finish() {
        for (WatchedLog log : watched.values()) {
            grown(log);
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

    void rotate(Path file) {
        WatchedLog log = watched.get(file);
        if (log != null && !log.alias) {
            rotate(log);
        }
    }

    private List<OwnedLog> namesakes(WatchedLog log) {
        if (log.owner().rotation() != LogRotation.REOPEN) {
            return List.of();
        }
        List<OwnedLog> others = new ArrayList<>();
        for (WatchedLog other : watched.values()) {
            if (other.alias && other.key.equals(log.key)) {
                others.add(other.owner());
            }
        }
        return others;
    }

    private void rotate(WatchedLog log) {
        grown(log);
        boolean archived = rotations.rotate(log, namesakes(log));
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
