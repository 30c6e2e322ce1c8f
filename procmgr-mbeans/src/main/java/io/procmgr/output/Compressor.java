package io.procmgr.output;

import io.procmgr.job.LogRotation;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses archives on a thread of its own, {@code procmgr-compressor}, that lives as long as there are any. An archive
 * takes its compressed form at once, and keeps its number.
 */
final class Compressor implements AutoCloseable {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final int BUFFER = 64 * 1024;
    private static final long CLOSE_MILLIS = 2_000;

    private final LogStates states;
    private final LogStorage storage;
    private final Queue<Task> queue = new ArrayDeque<>();
    private Optional<Thread> thread = Optional.empty();
    private volatile boolean closed;

    /** The archives of one log. */
    private record Task(LogFile log, OwnedLog owner) {}

    Compressor(LogStates states, LogStorage storage) {
        this.states = states;
        this.storage = storage;
    }

    /** Compresses, later, what is not compressed yet. */
    synchronized void compress(LogFile log, OwnedLog owner) {
        queue.add(new Task(log, owner));
        if (thread.isEmpty() && !closed) {
            thread = Optional.of(LogThreads.start("compressor", this::run));
        }
    }

    /** What is not done is done after the next rotation. */
    @Override
    public void close() {
        closed = true;
        Optional<Thread> last = last();
        try {
            if (last.isPresent()) {
                last.get().join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Thread> last() {
        return thread;
    }

    private void run() {
        try {
            compressQueued();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "procmgr fault of the compressor", e);
            // this thread may not have got its rights back: another one goes on, with the next rotation
            end();
        }
    }

    private synchronized void end() {
        thread = Optional.empty();
    }

    private void compressQueued() {
        for (Optional<Task> task = next(); task.isPresent(); task = next()) {
            try {
                compressAll(task.get());
            } catch (IOException e) {
                LOG.log(
                        Level.WARNING,
                        task.get().owner().job() + " has archives that cannot be compressed: " + e.getMessage()
                                + "; it is tried again after the next rotation (file="
                                + task.get().log().path() + ")");
            }
        }
    }

    private synchronized Optional<Task> next() {
        Optional<Task> next = closed ? Optional.empty() : Optional.ofNullable(queue.poll());
        if (next.isEmpty()) {
            thread = Optional.empty();
        }
        return next;
    }

    private void compressAll(Task task) throws IOException {
        for (Archive archive : plain(task)) {
            if (!closed) {
                compress(task, archive);
            }
        }
    }

    private static List<Archive> plain(Task task) throws IOException {
        List<Archive> all =
                new ArrayList<>(task.log().known().map(LogState::archives).orElse(List.of()));
        if (task.owner().rotation() == LogRotation.REOPEN && !all.isEmpty()) {
            // its writer may still have it
            all.remove(0);
        }
        all.removeIf(Archive::zipped);
        return all;
    }

    private void compress(Task task, Archive archive) throws IOException {
        LogFile log = task.log();
        Path zipping = log.archives().zipping();
        OptionalLong length = task.owner().as(storage, () -> zip(log, archive, zipping));
        if (length.isEmpty()) {
            return;
        }
        log.changing().lock();
        try {
            Optional<Path> plain = task.owner().as(storage, () -> replace(log, archive, zipping, length.getAsLong()));
            if (plain.isPresent()) {
                states.save(log.known().orElseThrow());
                task.owner().as(storage, () -> Files.deleteIfExists(plain.get()));
            }
        } finally {
            log.changing().unlock();
        }
    }

    /** How many bytes it compressed; empty if the archive is gone, or there is no time left. */
    private OptionalLong zip(LogFile log, Archive archive, Path zipping) throws IOException {
        Files.deleteIfExists(zipping);
        Optional<Path> plain = place(log, archive);
        Optional<FileChannel> opened = plain.isEmpty() ? Optional.empty() : LogFile.open(plain.get());
        if (opened.isEmpty()) {
            return OptionalLong.empty();
        }
        long length = 0;
        boolean complete = false;
        try (FileChannel from = opened.get();
                FileChannel to = Likeness.of(plain.get(), archive.inode()).create(zipping)) {
            from.position(archive.skip());
            InputStream text = Channels.newInputStream(from);
            GZIPOutputStream zipped = new GZIPOutputStream(Channels.newOutputStream(to), BUFFER);
            byte[] buffer = new byte[BUFFER];
            for (int read = text.read(buffer); read >= 0 && !closed; read = text.read(buffer)) {
                zipped.write(buffer, 0, read);
                length += read;
            }
            // ends what is compressed; the channel is closed when it is on the disk
            zipped.finish();
            to.force(true);
            complete = !closed;
        } finally {
            if (!complete) {
                Files.deleteIfExists(zipping);
            }
        }
        return complete ? OptionalLong.of(length) : OptionalLong.empty();
    }

    private static Optional<Path> place(LogFile log, Archive archive) throws IOException {
        Optional<LogState> state = log.known();
        return state.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        log.archives().places(state.get(), ArchiveFiles.MOST).get(archive.inode()));
    }

    /** The plain file that is to be deleted; empty if it was deleted meanwhile. */
    private static Optional<Path> replace(LogFile log, Archive archive, Path zipping, long length) throws IOException {
        log.lock().writeLock().lock();
        try {
            Optional<Path> plain = place(log, archive);
            if (plain.isEmpty()) {
                Files.deleteIfExists(zipping);
                return plain;
            }
            long inode = Inode.of(zipping)
                    .orElseThrow(() -> new IOException("it is gone"))
                    .number();
            Path zipped = plain.get().resolveSibling(plain.get().getFileName() + ".gz");
            Files.move(zipping, zipped, StandardCopyOption.ATOMIC_MOVE);
            LogState state = log.known().orElseThrow();
            log.know(state.withArchives(state.archives().stream()
                    .map(known -> known.inode() == archive.inode() ? known.zippedAs(inode, length) : known)
                    .toList()));
            return plain;
        } finally {
            log.lock().writeLock().unlock();
        }
    }
}
