package io.procmgr.cli;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file that holds our pid and a newline while we run, and is locked so long. It is put in place in one step, so that
 * nobody reads half a number, and never over a file that holds anything but a pid.
 */
final class PidFile implements AutoCloseable {
    private static final int LONGEST = 32;
    private static final FileAttribute<?> READABLE_BY_ALL =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private final Path path;
    private final FileChannel channel;

    private PidFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the file, in place of one that its procmgr left behind.
     *
     * @throws HeldException if another procmgr holds it
     * @throws IOException if it cannot be made
     */
    static PidFile write(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        try {
            while (true) {
                createIfAbsent(path);
                Optional<PidFile> written = replace(path);
                if (written.isPresent()) {
                    return written.get();
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException("cannot write pid file " + path + ": there is no such directory", e);
        }
    }

    private static void createIfAbsent(Path path) throws IOException {
        try {
            Files.createFile(path, READABLE_BY_ALL);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("cannot write pid file " + path + ": it is no regular file", e);
            }
        }
    }

    /** The old file is locked while the new one takes its place; empty if it was another's file by then. */
    private static Optional<PidFile> replace(Path path) throws IOException {
        Object identity = identity(path);
        try (FileChannel old = open(path, StandardOpenOption.READ)) {
            String content = read(old);
            lock(old, path, content);
            if (!identity.equals(identity(path))) {
                return Optional.empty();
            }
            if (!content.isBlank() && !content.strip().matches("[0-9]+")) {
                throw new IOException("cannot write pid file " + path + ": it holds something else than a pid");
            }
            return Optional.of(place(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static PidFile place(Path path) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Path written = path.resolveSibling(path.getFileName() + "." + pid);
        Files.deleteIfExists(written);
        FileChannel channel = open(written, StandardOpenOption.CREATE_NEW);
        try {
            lock(channel, path, pid);
            channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)));
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
            return new PidFile(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(written);
            throw e;
        }
    }

    private static FileChannel open(Path path, StandardOpenOption how) throws IOException {
        return FileChannel.open(
                path, Set.of(how, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), READABLE_BY_ALL);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    private static void lock(FileChannel channel, Path path, String content) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new HeldException("cannot write pid file " + path + ": another procmgr holds it"
                    + (content.isBlank() ? "" : " (pid " + content.strip() + ")"));
        }
    }

    private static Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Removes the file, then gives up its lock. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            channel.close();
        } catch (IOException e) {
            System.getLogger("procmgr").log(Level.WARNING, "procmgr cannot remove pid file " + path + ": " + e);
        }
    }

    /** Another procmgr holds the file; the message says which. */
    static final class HeldException extends IOException {
        private static final long serialVersionUID = 1L;

        HeldException(String message) {
            super(message);
        }
    }
}
