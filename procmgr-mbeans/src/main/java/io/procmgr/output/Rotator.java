package io.procmgr.output;

import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Rotates a log file while its writers go on. The older part is copied into an archive, which is brought to the disk; then
 * the journal is; then that part is taken out of the live file. Wherever this is interrupted, the journal and the beginning
 * of the live file tell what is left to do ({@link Recovery}). Called by one thread.
 */
final class Rotator {
    private static final LinkOption NO_LINK = LinkOption.NOFOLLOW_LINKS;

    /** Where a rotation can be interrupted. */
    enum Step {
        COPIED,
        JOURNALED,
        READY,
        TAKEN,
        NUMBERED,
        COMMITTED
    }

    private final LogStorage storage;
    private final LogStates states;
    private final LongSupplier clock;
    private final Consumer<Step> passed;
    private long copyBegun;
    private long lostBytes;
    private long cutNanos;

    /**
     * A rotator.
     *
     * @param clock wall clock in milliseconds
     * @param passed called at each step
     */
    Rotator(LogStorage storage, LogStates states, LongSupplier clock, Consumer<Step> passed) {
        this.storage = storage;
        this.states = states;
        this.clock = clock;
        this.passed = passed;
    }

    /** A copy that is complete, of a file as it was found. */
    private record Copy(LogState state, Rotation rotation, boolean wholeLines) {}

    /**
     * Rotates by taking the head away where the file system can, else by copying and cutting.
     *
     * @param onlyTruncate whether the first way is not even tried
     * @return what was done; empty if there is too little in the file
     * @throws IOException if it cannot be done; nothing is lost then, and all of it is still in the live file
     */
    Optional<Rotated> rotate(LogFile log, OwnedLog owner, boolean onlyTruncate) throws IOException {
        Optional<Copy> made = owner.as(storage, () -> copy(log, onlyTruncate));
        if (made.isEmpty()) {
            return Optional.empty();
        }
        Copy copy = made.get();
        Rotation rotation = copy.rotation();
        passed.accept(Step.COPIED);
        try {
            states.save(copy.state().with(rotation));
        } catch (IOException e) {
            owner.as(storage, () -> Files.deleteIfExists(log.archives().fresh()));
            throw e;
        }
        passed.accept(Step.JOURNALED);
        Taken taken;
        try {
            taken = owner.as(storage, () -> finish(log, copy.state(), rotation, owner.keep()));
        } catch (IOException e) {
            undo(log, owner, copy);
            throw e;
        }
        passed.accept(Step.NUMBERED);
        states.save(log.known().orElseThrow());
        passed.accept(Step.COMMITTED);
        return Optional.of(
                new Rotated(rotation.method(), taken.bytes(), copy.wholeLines(), taken.lostBytes(), taken.cutNanos()));
    }

    /** What was taken away already, or could not be put back, is left to the journal, and finished at the next attempt. */
    private void undo(LogFile log, OwnedLog owner, Copy copy) throws IOException {
        LogState before = copy.state();
        boolean taken =
                log.known().filter(state -> state.base() > before.base()).isPresent();
        Path fresh = log.archives().fresh();
        if (taken || copy.rotation().method() == Rotation.Method.COLLAPSE && Files.exists(fresh)) {
            log.forget();
        } else {
            owner.as(storage, () -> Files.deleteIfExists(fresh));
            states.save(before.withoutRotation());
        }
    }

    private Optional<Copy> copy(LogFile log, boolean onlyTruncate) throws IOException {
        Optional<Inode> live = Inode.of(log.path());
        if (live.isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(log.path(), StandardOpenOption.READ, NO_LINK)) {
            LogState state = log.state(live.get(), channel, clock.getAsLong());
            OptionalLong unit = onlyTruncate ? OptionalLong.empty() : storage.collapseUnit(log.path());
            return unit.isPresent() ? copyUpToCut(log, state, channel, unit.getAsLong()) : copyAll(log, state, channel);
        }
    }

    private Optional<Copy> copyUpToCut(LogFile log, LogState state, FileChannel live, long unit) throws IOException {
        int skip = state.marker().bytes();
        Cut cut = Cut.of(live, live.size(), unit, skip);
        if (cut.boundary() == 0) {
            return Optional.empty();
        }
        int beyond = (int) (cut.end() - cut.boundary());
        Marker marker = beyond == 0 ? Marker.NONE : Marker.unlike(Bytes.read(live, 0, 1)[0], beyond);
        Archive archive = archive(log, state, live, cut.end() - skip);
        return Optional.of(
                new Copy(state, new Rotation(Rotation.Method.COLLAPSE, archive, cut.boundary(), marker), cut.whole()));
    }

    private Optional<Copy> copyAll(LogFile log, LogState state, FileChannel live) throws IOException {
        int skip = state.marker().bytes();
        copyBegun = System.nanoTime();
        long length = live.size() - skip;
        if (length <= 0) {
            return Optional.empty();
        }
        Archive archive = archive(log, state, live, length);
        Rotation rotation = new Rotation(Rotation.Method.TRUNCATE, archive, skip + archive.length(), Marker.NONE);
        return Optional.of(new Copy(state, rotation, true));
    }

    private Archive archive(LogFile log, LogState state, FileChannel live, long length) throws IOException {
        Path fresh = log.archives().fresh();
        Files.deleteIfExists(fresh);
        boolean complete = false;
        try (FileChannel out = Likeness.of(log.path(), state.inode()).create(fresh)) {
            long copied = Bytes.copy(live, state.marker().bytes(), length, out);
            if (copied < length) {
                throw new IOException("it was cut meanwhile (bytes=" + copied + ", expected=" + length + ")");
            }
            out.force(true);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(fresh);
            }
        }
        long inode = Inode.of(fresh)
                .orElseThrow(() -> new IOException("its archive is gone"))
                .number();
        return new Archive(inode, state.start(), 0, length, false);
    }

    /** What was taken away, and for how long nobody looked at the file before. */
    private record Taken(long bytes, long lostBytes, long cutNanos) {}

    /** Takes what is archived out of the live file, and gives the archive its number. */
    void complete(LogFile log, LogState state, Rotation rotation, int keep) throws IOException {
        finish(log, state, rotation, keep);
    }

    private Taken finish(LogFile log, LogState state, Rotation rotation, int keep) throws IOException {
        log.lock().writeLock().lock();
        try (FileChannel live =
                FileChannel.open(log.path(), StandardOpenOption.READ, StandardOpenOption.WRITE, NO_LINK)) {
            Rotation done =
                    switch (rotation.method()) {
                        case COLLAPSE -> collapse(log, state, rotation, live);
                        case TRUNCATE -> truncate(log, state, rotation, live);
                        case RENAME -> throw new IllegalStateException("a log is renamed by Reopening alone");
                    };
            passed.accept(Step.TAKEN);
            // known before it has its number: what was taken away must not be asked for in the live file
            log.know(state.rotated(done, clock.getAsLong()));
            log.archives().number(log.archives().fresh(), keep);
            return new Taken(done.archive().length(), lostBytes, cutNanos);
        } finally {
            log.lock().writeLock().unlock();
        }
    }

    private Rotation collapse(LogFile log, LogState state, Rotation rotation, FileChannel live) throws IOException {
        try {
            Bytes.write(live, rotation.cut(), rotation.marker().text());
        } catch (IOException e) {
            giveBack(log, state, rotation, live);
            throw e;
        }
        passed.accept(Step.READY);
        try {
            storage.collapse(log.path(), state.inode(), rotation.cut());
        } catch (IOException e) {
            giveBack(log, state, rotation, live);
            throw new CollapseException(e);
        }
        return rotation;
    }

    /** Puts the end of the last line back in its place, and forgets the archive. */
    void giveBack(LogFile log, LogState state, Rotation rotation, FileChannel live) throws IOException {
        Path fresh = log.archives().fresh();
        try (FileChannel archive = FileChannel.open(fresh, StandardOpenOption.READ, NO_LINK)) {
            long at = rotation.cut() - state.marker().bytes();
            Bytes.write(
                    live,
                    rotation.cut(),
                    Bytes.read(archive, at, rotation.marker().bytes()));
        }
        Files.deleteIfExists(fresh);
    }

    /** What is written between the last look at the file's size and its end is lost. */
    private Rotation truncate(LogFile log, LogState state, Rotation rotation, FileChannel live) throws IOException {
        int skip = state.marker().bytes();
        long copied = skip + rotation.archive().length();
        try (FileChannel writable = FileChannel.open(log.archives().fresh(), StandardOpenOption.WRITE, NO_LINK)) {
            writable.position(rotation.archive().length());
            int rounds = 0;
            long looked = System.nanoTime();
            for (long size = live.size(); size > copied && rounds < 1000; size = live.size()) {
                copied += Bytes.copy(live, copied, size - copied, writable);
                rounds++;
                looked = System.nanoTime();
            }
            passed.accept(Step.READY);
            live.truncate(0);
            cutNanos = System.nanoTime() - looked;
            long grown = copied - skip - rotation.archive().length();
            lostBytes = (long) ((double) grown / Math.max(1, looked - copyBegun) * cutNanos);
            writable.force(true);
        }
        Archive known = rotation.archive();
        Archive archive = new Archive(known.inode(), known.start(), 0, copied - skip, false);
        return new Rotation(Rotation.Method.TRUNCATE, archive, copied, Marker.NONE);
    }
}
