package io.procmgr.output;

import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
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

    /** False if there is nothing in it. */
    boolean rotate(LogFile log, OwnedLog owner) throws IOException {
        boolean renamed = owner.as(storage, () -> rename(log, owner.keep()));
        if (renamed) {
            states.save(log.known().orElseThrow());
        }
        return renamed;
    }

    private boolean rename(LogFile log, int keep) throws IOException {
        Optional<Inode> live = Inode.of(log.path());
        if (live.isEmpty() || live.get().size() == 0) {
            return false;
        }
        log.lock().writeLock().lock();
        try (var channel = LogFile.open(log.path()).orElseThrow()) {
            LogState state = log.state(live.get(), channel, clock.getAsLong());
            int skip = state.marker().bytes();
            Archive archive = new Archive(
                    live.get().number(), state.start(), skip, live.get().size() - skip, false);
            Path next = log.archives().fresh();
            Files.deleteIfExists(next);
            // with its rights from the beginning, and only then under its name
            Files.createFile(next);
            Rotator.likeTheLog(log.path(), next);
            log.archives().number(log.path(), keep);
            try {
                Files.move(next, log.path());
            } catch (FileAlreadyExistsException e) {
                // a launch was quicker
                Files.delete(next);
            }
            long inode = Inode.of(log.path())
                    .orElseThrow(() -> new IOException("it is gone again"))
                    .number();
            log.know(state.renamed(archive, inode, clock.getAsLong()));
            return true;
        } finally {
            log.lock().writeLock().unlock();
        }
    }
}
