package io.procmgr.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A live log file with what is known of it. Whoever reads holds the lock for reading; it is held for writing, by one
 * thread, for the moment in which the places of the bytes move. Safe for use by several threads.
 */
final class LogFile {
    private final Path path;
    private final ArchiveFiles archives;
    private final LogStates states;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final ReentrantLock changing = new ReentrantLock();
    private Optional<LogState> state = Optional.empty();
    private boolean loaded;

    LogFile(Path path, LogStates states) {
        this.path = path;
        this.archives = new ArchiveFiles(path);
        this.states = states;
    }

    Path path() {
        return path;
    }

    ArchiveFiles archives() {
        return archives;
    }

    ReentrantReadWriteLock lock() {
        return lock;
    }

    /** Held by whoever is about to change what is known of it, from the first look to the last step. */
    ReentrantLock changing() {
        return changing;
    }

    /** What is known of it, whatever lies there now; empty if it was never rotated. */
    synchronized Optional<LogState> known() throws IOException {
        if (!loaded) {
            state = states.load(path);
            loaded = true;
        }
        return state;
    }

    /** What is known from now on; to be called with the lock held for writing. */
    synchronized void know(LogState next) {
        state = Optional.of(next);
        loaded = true;
    }

    /** What is known is in the state directory alone. */
    synchronized void forget() {
        state = Optional.empty();
        loaded = false;
    }

    /** What is known, made to fit what lies there now. */
    LogState state(Inode live, FileChannel channel, long nowMillis) throws IOException {
        Optional<LogState> before = known();
        if (before.isEmpty()) {
            return LogState.fresh(path, live.number(), nowMillis);
        }
        LogState last = before.get();
        boolean same = last.inode() == live.number()
                && Bytes.begins(channel, last.marker().text());
        return same ? last : last.replaced(live.number());
    }

    /** Opens a file for reading; empty if it is gone, or a link. */
    static Optional<FileChannel> open(Path file) throws IOException {
        try {
            return Optional.of(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
