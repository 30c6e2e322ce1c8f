package io.procmgr.output;

import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Rotates a log by renaming it, for a process that opens it anew when it is told to. Until then it writes into the newest
 * archive.
 */
final class Reopening {
    private final LogStorage storage;
    private final LogStates states;
    private final LongSupplier clock;

    Reopening(LogStorage storage, LogStates states, LongSupplier clock) {
        this.storage = storage;
        this.states = states;
        this.clock = clock;
    }

    /** A file that is about to be renamed. */
    private record Prepared(LogState state, Rotation rotation) {}

    /**
     * False if there is nothing in it.
     *
     * @param tell has those that write to it open it anew; may come twice, where it was interrupted
     */
    boolean rotate(LogFile log, OwnedLog owner, Runnable tell) throws IOException {
        Optional<Prepared> made = owner.as(storage, () -> prepare(log));
        if (made.isEmpty()) {
            return false;
        }
        LogState state = made.get().state();
        Rotation rotation = made.get().rotation();
        try {
            states.save(state.with(rotation));
        } catch (IOException e) {
            owner.as(storage, () -> Files.deleteIfExists(log.archives().fresh()));
            throw e;
        }
        try {
            owner.as(storage, () -> rename(log, state, rotation.archive(), owner.keep()));
        } catch (IOException e) {
            // how far it came is found out at the next attempt
            log.forget();
            throw e;
        }
        tell.run();
        states.save(log.known().orElseThrow());
        return true;
    }

    private Optional<Prepared> prepare(LogFile log) throws IOException {
        Optional<Inode> live = Inode.of(log.path());
        if (live.isEmpty() || live.get().size() == 0) {
            return Optional.empty();
        }
        checkThatItHasOneName(log.path());
        try (var channel = LogFile.open(log.path()).orElseThrow(() -> new IOException("it is gone"))) {
            LogState state = log.state(live.get(), channel, clock.getAsLong());
            int skip = state.marker().bytes();
            long inode = live.get().number();
            long length = Math.max(0, live.get().size() - skip);
            Archive archive = new Archive(inode, state.start(), skip, length, false);
            Path next = log.archives().fresh();
            Files.deleteIfExists(next);
            // with its rights from the beginning, and only then under its name
            Likeness.of(log.path(), inode).create(next).close();
            return Optional.of(new Prepared(
                    state,
                    new Rotation(Rotation.Method.RENAME, archive, live.get().size(), Marker.NONE)));
        }
    }

    /** Whoever opened it anew by a second name would have the archive. */
    private static void checkThatItHasOneName(Path log) throws IOException {
        Object links = Files.getAttribute(log, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        if (!links.equals(1)) {
            throw new IOException("it cannot be renamed, since it has other names (links=" + links + ")");
        }
    }

    private boolean rename(LogFile log, LogState state, Archive archive, int keep) throws IOException {
        log.lock().writeLock().lock();
        try {
            log.archives().number(log.path(), keep);
            replace(log);
            long inode = Inode.of(log.path())
                    .orElseThrow(() -> new IOException("it is gone again"))
                    .number();
            log.know(state.renamed(archive, inode, clock.getAsLong()));
            return true;
        } finally {
            log.lock().writeLock().unlock();
        }
    }

    /** Gives the file that was made for it the name of the log. */
    static void replace(LogFile log) throws IOException {
        Path next = log.archives().fresh();
        try {
            Files.move(next, log.path());
        } catch (FileAlreadyExistsException e) {
            // a launch was quicker
            Files.delete(next);
        }
    }
}
