package io.procmgr.output;

import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finishes a rotation that was interrupted, or gives it up. The beginning of the live file decides: it has the marker once
 * the archived part was taken away, and never before. A journal is believed only as far as the files agree with it: nothing
 * is taken out of a live file that its archive does not have, byte for byte.
 */
final class Recovery {
    private static final Logger LOG = System.getLogger("procmgr");

    private final LogStorage storage;
    private final LogStates states;
    private final Rotator rotator;
    private final LongSupplier clock;

    Recovery(LogStorage storage, LogStates states, Rotator rotator, LongSupplier clock) {
        this.storage = storage;
        this.states = states;
        this.rotator = rotator;
        this.clock = clock;
    }

    /** Does nothing if no rotation was interrupted. Says whether it is to be opened anew by those that write to it. */
    boolean recover(LogFile log, OwnedLog owner) throws IOException {
        Optional<LogState> known = log.known();
        if (known.isEmpty() || known.get().rotation().isEmpty()) {
            return false;
        }
        LogState before = known.get();
        boolean reopen =
                owner.as(storage, () -> finish(log, before, before.rotation().get(), owner.keep()));
        states.save(log.known().orElseThrow());
        return reopen;
    }

    private boolean finish(LogFile log, LogState before, Rotation rotation, int keep) throws IOException {
        return switch (rotation.method()) {
            case RENAME -> finishRename(log, before, rotation.archive());
            case COLLAPSE, TRUNCATE -> {
                finishCopy(log, before, rotation, keep);
                yield false;
            }
        };
    }

    /** The file itself tells whether it has got its new name: it lies under either. */
    private boolean finishRename(LogFile log, LogState before, Archive archive) throws IOException {
        Optional<Inode> first = Inode.of(log.archives().plain(1)).filter(found -> found.number() == archive.inode());
        Path fresh = log.archives().fresh();
        if (first.isEmpty()) {
            Files.deleteIfExists(fresh);
            log.know(before.withoutRotation());
            return false;
        }
        log.lock().writeLock().lock();
        try {
            if (Inode.of(fresh).isPresent()) {
                Reopening.replace(log);
            }
            long inode = Inode.of(log.path()).map(Inode::number).orElse(0L);
            log.know(before.renamed(archive, inode, clock.getAsLong()));
            return true;
        } finally {
            log.lock().writeLock().unlock();
        }
    }

    private void finishCopy(LogFile log, LogState before, Rotation rotation, int keep) throws IOException {
        Optional<Path> archive = archive(log, rotation.archive().inode());
        Optional<Inode> live = Inode.of(log.path());
        boolean same = live.filter(found -> found.number() == before.inode()).isPresent();
        if (archive.isEmpty()) {
            drop(log, before, same && isTaken(log, rotation), "its archive is gone");
        } else if (!same) {
            keep(
                    log,
                    before,
                    rotation,
                    archive.get(),
                    keep,
                    live.map(Inode::number).orElse(0L));
        } else if (isTaken(log, rotation)) {
            keep(log, before, rotation, archive.get(), keep, before.inode());
        } else {
            again(log, before, rotation, archive.get(), keep);
        }
    }

    private static Optional<Path> archive(LogFile log, long inode) throws IOException {
        Path fresh = log.archives().fresh();
        if (Inode.of(fresh).filter(found -> found.number() == inode).isPresent()) {
            return Optional.of(fresh);
        }
        Path first = log.archives().plain(1);
        return Inode.of(first).filter(found -> found.number() == inode).map(found -> first);
    }

    private static boolean isTaken(LogFile log, Rotation rotation) throws IOException {
        try (FileChannel live = LogFile.open(log.path()).orElseThrow()) {
            return rotation.marker().bytes() > 0
                    && Bytes.begins(live, rotation.marker().text());
        }
    }

    /** Nothing was taken away yet, or somebody else cut the file. */
    private void again(LogFile log, LogState before, Rotation rotation, Path archive, int keep) throws IOException {
        boolean equal = isStillThere(log, before, rotation, archive);
        if (!equal) {
            keep(log, before, rotation, archive, keep, before.inode());
        } else if (rotation.method() == Rotation.Method.TRUNCATE) {
            Files.delete(archive);
            drop(log, before, false, "");
        } else if (isComplete(log, before, rotation, archive)) {
            rotator.complete(log, before, rotation, keep);
        } else {
            drop(log, before, false, "its archive is not complete");
        }
    }

    /** Whether the archive has all that is about to be taken away, and what the marker is about to hide. */
    private static boolean isComplete(LogFile log, LogState before, Rotation rotation, Path archive)
            throws IOException {
        long end = before.marker().bytes() + rotation.archive().length();
        return archive.equals(log.archives().fresh())
                && Files.size(archive) == rotation.archive().length()
                && rotation.cut() + rotation.marker().bytes() == end
                && end <= Files.size(log.path());
    }

    /** Whether the live file still begins with what its archive has. */
    private static boolean isStillThere(LogFile log, LogState before, Rotation rotation, Path archive)
            throws IOException {
        int skip = before.marker().bytes();
        try (FileChannel live = LogFile.open(log.path()).orElseThrow();
                FileChannel copy = FileChannel.open(archive, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long length = rotation.method() == Rotation.Method.TRUNCATE ? copy.size() : rotation.cut() - skip;
            return length > 0
                    && length <= copy.size()
                    && Bytes.begins(live, before.marker().text())
                    && Bytes.same(live, skip, copy, 0, length);
        }
    }

    private void keep(LogFile log, LogState before, Rotation rotation, Path archive, int keep, long inode)
            throws IOException {
        log.lock().writeLock().lock();
        try {
            Archive known = rotation.archive();
            Archive found = new Archive(known.inode(), known.start(), 0, Files.size(archive), false);
            long cut = rotation.method() == Rotation.Method.TRUNCATE
                    ? before.marker().bytes() + found.length()
                    : rotation.cut();
            Rotation done = new Rotation(rotation.method(), found, cut, rotation.marker());
            LogState after = before.rotated(done, clock.getAsLong());
            log.know(inode == before.inode() ? after : after.replaced(inode));
            if (archive.equals(log.archives().fresh())) {
                log.archives().number(archive, keep);
            }
        } finally {
            log.lock().writeLock().unlock();
        }
    }

    private static void drop(LogFile log, LogState before, boolean taken, String why) {
        if (!why.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "procmgr cannot finish an interrupted rotation of " + log.path() + ": " + why
                            + (taken ? "; what it held is lost" : "; all of it is still in the log"));
        }
        log.know(taken ? before.withoutRotation().replaced(before.inode()) : before.withoutRotation());
    }
}
