package io.procmgr;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private static final long CLIENT_MILLIS = 20;

    private final Path path;
    private final String mark;
    private final FileChannel channel;
    private final FileLock lock;

    private StateDirectory(Path path, String mark, FileChannel channel, FileLock lock) {
        this.path = path;
        this.mark = mark;
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
            throw unusable(directory, e);
        }
    }

    /**
     * Makes the directory if need be, as {@link #open} does, and locks nothing: for who has something to write there before.
     *
     * @throws IOException if it cannot be made, or is open to others
     */
    public static void prepare(Path path) throws IOException {
        Path directory = path.toAbsolutePath().normalize();
        try {
            make(directory);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    /** Some exceptions of the JDK have a path for their whole message. */
    private static IOException unusable(Path directory, IOException e) {
        String reason = e instanceof AccessDeniedException
                ? "permission denied (path=" + e.getMessage() + ")"
                : e instanceof NoSuchFileException
                        ? "there is no such directory, and it cannot be made (path=" + e.getMessage() + ")"
                        : e.getMessage();
        return new IOException("cannot use state directory " + directory + ": " + reason, e);
    }

    private static StateDirectory lock(Path directory) throws IOException {
        String mark = mark(directory);
        if (System.getProperties().putIfAbsent(mark, Long.toString(ownPid())) != null) {
            throw new StateDirectoryHeldException("cannot use state directory " + directory
                    + ": another supervisor in this JVM holds it (pid " + ownPid() + "); set "
                    + SettingKey.STATE_DIR.key() + ", or " + SettingKey.APP.key()
                    + " of which it is made in a server, for one of them");
        }
        try {
            return lockUnlessOthersDo(directory, mark);
        } catch (IOException | RuntimeException e) {
            System.clearProperty(mark);
            throw e;
        }
    }

    /**
     * Says in this JVM that one of its supervisors holds the directory. Closing any descriptor of a file frees all locks that
     * a process has on it ({@code man 2 fcntl}), so nobody in the JVM may so much as read a lock file that it holds; the
     * system properties are what all its class loaders share.
     */
    private static String mark(Path directory) throws IOException {
        return "procmgr.lock." + directory.toRealPath();
    }

    private static long ownPid() {
        return ProcessHandle.current().pid();
    }

    private static StateDirectory lockUnlessOthersDo(Path directory, String mark) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                lock = secondTry(channel);
            }
            if (lock == null) {
                throw held(directory, written(directory));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ownPid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new StateDirectory(directory, mark, channel, lock);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A client that asks whether the directory is held has the lock itself for a moment, if nobody else does. */
    private static FileLock secondTry(FileChannel channel) throws IOException {
        try {
            Thread.sleep(CLIENT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while locking it");
        }
        return channel.tryLock();
    }

    private static StateDirectoryHeldException held(Path directory, Optional<Long> holder) {
        return new StateDirectoryHeldException("cannot use state directory " + directory + ": another procmgr holds it"
                + holder.map(pid -> " (pid " + pid + ")").orElse(""));
    }

    private static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            Set<PosixFilePermission> found = Files.getPosixFilePermissions(directory);
            if (!OWNER_ONLY.containsAll(found)) {
                throw new IOException("it must be open to its owner only (mode=" + PosixFilePermissions.toString(found)
                        + ", wanted=" + PosixFilePermissions.toString(OWNER_ONLY) + ")");
            }
            if (!Files.getAttribute(directory, "unix:uid")
                    .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                throw new IOException("it belongs to another user (owner=" + Files.getOwner(directory) + ")");
            }
            return;
        }
        if (directory.getParent() != null) {
            Files.createDirectories(directory.getParent());
        }
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    /** The pid of the lock's holder, as it wrote it; empty if it cannot be read. */
    public static Optional<Long> holder(Path directory) {
        try {
            boolean own = System.getProperty(mark(directory)) != null;
            return own ? Optional.of(ownPid()) : written(directory);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The pid of the supervisor that holds the directory at this moment; empty if none does. The kernel is asked, so a file
     * that a dead one has left tells nothing.
     *
     * @throws IOException if the lock cannot be looked at
     */
    public static Optional<Long> livingHolder(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(LOCK))) {
            return Optional.empty();
        }
        if (System.getProperty(mark(directory)) != null) {
            return Optional.of(ownPid());
        }
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.READ);
                FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free == null ? written(directory) : Optional.empty();
        }
    }

    private static Optional<Long> written(Path directory) {
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

    /** Frees the lock. The directory stays. Idempotent. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            System.getLogger("procmgr")
                    .log(System.Logger.Level.WARNING, "procmgr cannot free the lock of " + path + ": " + e);
        } finally {
            System.clearProperty(mark);
        }
    }
}
