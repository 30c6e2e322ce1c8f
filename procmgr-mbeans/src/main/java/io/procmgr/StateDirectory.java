package io.procmgr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The directory that belongs to one running supervisor: tokens, {@code endpoint.json}, and a lock that keeps a second
 * supervisor out. The kernel frees the lock when its holder dies, however it dies.
 */
public final class StateDirectory implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private StateDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Where it is if nobody says: {@code /var/lib/procmgr} as root, else in the user's own state directory. */
    public static Path standard() {
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/lib/procmgr");
        }
        String home = System.getenv("XDG_STATE_HOME");
        Path base = home == null || !Path.of(home).isAbsolute()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(home);
        return base.resolve("procmgr");
    }

    /**
     * Makes the directory if need be, readable by its owner only, and locks it.
     *
     * @throws StateDirectoryHeldException if another supervisor holds it; the message says which
     * @throws IOException if it cannot be made or written to
     */
    public static StateDirectory open(Path path) throws IOException {
        Path directory = path.toAbsolutePath().normalize();
        try {
            make(directory);
            return lock(directory);
        } catch (StateDirectoryHeldException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot use state directory " + directory + ": " + e.getMessage(), e);
        }
    }

    private static StateDirectory lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new StateDirectoryHeldException("cannot use state directory " + directory
                        + ": another procmgr holds it"
                        + holder(directory).map(pid -> " (pid " + pid + ")").orElse(""));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new StateDirectory(directory, channel, lock);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            Set<PosixFilePermission> found = Files.getPosixFilePermissions(directory);
            if (!OWNER_ONLY.containsAll(found)) {
                throw new IOException("it must be open to its owner only (mode=" + PosixFilePermissions.toString(found)
                        + ", wanted=" + PosixFilePermissions.toString(OWNER_ONLY) + ")");
            }
            return;
        }
        if (directory.getParent() != null) {
            Files.createDirectories(directory.getParent());
        }
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The pid that the holder of the lock wrote; empty if it cannot be read. */
    public static Optional<Long> holder(Path directory) {
        try {
            return Optional.of(
                    Long.parseLong(Files.readString(directory.resolve(LOCK)).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Names this supervisor in the environment of its children: the directory itself. */
    public String id() {
        return path.toString();
    }

    public Path path() {
        return path;
    }

    /** Frees the lock. The directory stays. */
    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            System.getLogger("procmgr")
                    .log(System.Logger.Level.WARNING, "procmgr cannot free the lock of " + path + ": " + e);
        }
    }
}
