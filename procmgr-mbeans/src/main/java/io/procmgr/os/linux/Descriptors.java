package io.procmgr.os.linux;

import java.nio.charset.StandardCharsets;

/**
 * Opens files as {@code openat} does, for a process that is to be made: never waits for the other end of a FIFO, never
 * becomes the controlling terminal of anybody, and is inherited only on purpose. Confined to one thread at a time.
 */
public final class Descriptors {
    /** Above all that a child may get, so that none is overwritten before it has been handed on. */
    static final int FIRST_FREE = 6;

    static final int STATX_BYTES = 256;
    static final int MODE_OFFSET = 28;

    private final Architecture architecture = Linux.architecture();
    private final Memory memory = new Memory(8192);

    /** {@code /dev/null}, for reading and writing. */
    public int devNull() throws ErrnoException {
        return open(Constants.AT_FDCWD, "/dev/null", Constants.O_RDWR, 0);
    }

    /** A directory in which files are opened, and in which a process may begin; takes no right to read it. */
    public int directory(String path) throws ErrnoException {
        return open(Constants.AT_FDCWD, path, Constants.O_PATH | architecture.directory, 0);
    }

    /**
     * A file to read from.
     *
     * @param directory in which a relative path is meant
     */
    public int input(int directory, String path) throws ErrnoException {
        return withoutWaiting(openAtOnce(directory, path, Constants.O_NOCTTY), directory, path, 0);
    }

    /**
     * A file to append to; it is made, with exactly that mode, unless it is there.
     *
     * @param directory in which a relative path is meant
     * @param followLink whether the path may be a symbolic link
     */
    public int output(int directory, String path, int mode, boolean followLink) throws ErrnoException {
        int link = followLink ? 0 : architecture.noFollow;
        int descriptor;
        try {
            descriptor =
                    openAtOnce(directory, path, Constants.O_WRONLY | Constants.O_APPEND | Constants.O_NOCTTY | link);
        } catch (ErrnoException e) {
            if (e.is(Errno.ENXIO)) {
                // a FIFO that nobody reads
                return open(directory, path, Constants.O_RDWR | Constants.O_NOCTTY | link, 0);
            }
            if (e.is(Errno.ENOENT)) {
                return made(directory, path, mode, followLink);
            }
            throw e;
        }
        return withoutWaiting(descriptor, directory, path, Constants.O_APPEND | link);
    }

    private int made(int directory, String path, int mode, boolean followLink) throws ErrnoException {
        int flags = Constants.O_WRONLY | Constants.O_APPEND | Constants.O_NOCTTY | Constants.O_CREAT;
        try {
            int descriptor = open(directory, path, flags | Constants.O_EXCL, mode);
            // whatever the umask
            Calls.fchmod(descriptor, mode);
            return descriptor;
        } catch (ErrnoException e) {
            if (e.is(Errno.EEXIST)) {
                // somebody was quicker, or it is a link to a file that is to be made
                return open(directory, path, flags | (followLink ? 0 : architecture.noFollow), mode);
            }
            throw e;
        }
    }

    /** Waits for no FIFO; but for whoever has a lease of the file, until it is given up ({@code man 2 fcntl}). */
    private int openAtOnce(int directory, String path, int flags) throws ErrnoException {
        try {
            return open(directory, path, flags | Constants.O_NONBLOCK, 0);
        } catch (ErrnoException e) {
            if (e.is(Errno.EAGAIN)) {
                return open(directory, path, flags, 0);
            }
            throw e;
        }
    }

    /** A FIFO is opened for both directions, so that it never waits for, nor ends with, the other end. */
    private int withoutWaiting(int descriptor, int directory, String path, int flags) throws ErrnoException {
        FileType type = type(descriptor);
        if (type == FileType.DIRECTORY) {
            Calls.close(descriptor);
            throw new ErrnoException(Errno.EISDIR.number());
        }
        if (type == FileType.FIFO) {
            Calls.close(descriptor);
            return open(directory, path, Constants.O_RDWR | Constants.O_NOCTTY | flags & architecture.noFollow, 0);
        }
        // the child would share the flag by which it was opened
        Calls.fcntl(descriptor, Constants.F_SETFL, flags & Constants.O_APPEND);
        return descriptor;
    }

    /** What kind of file it is. */
    public FileType type(int descriptor) throws ErrnoException {
        return FileType.of(memory.getShort(status(descriptor) + MODE_OFFSET));
    }

    /** A pipe: its reading end, then its writing end. */
    public int[] pipe() throws ErrnoException {
        memory.reset(0);
        long pair = memory.take(2 * Integer.BYTES);
        Calls.checked(Calls.pipe2(pair, Constants.O_CLOEXEC));
        return new int[] {aboveStandard(memory.getInt(pair)), aboveStandard(memory.getInt(pair + Integer.BYTES))};
    }

    /** Waits for bytes; none at the end. */
    public byte[] read(int descriptor) throws ErrnoException {
        memory.reset(0);
        long address = memory.take(1024);
        while (true) {
            long read = Calls.read(descriptor, address, 1024);
            if (read >= 0) {
                return memory.bytes(address, (int) read);
            }
            ErrnoException failure = ErrnoException.last();
            if (!failure.is(Errno.EINTR)) {
                throw failure;
            }
        }
    }

    /** Another descriptor of the same open file, not that of a standard stream. */
    public static int copy(int descriptor) throws ErrnoException {
        return Calls.checked(Calls.fcntl(descriptor, Constants.F_DUPFD_CLOEXEC, FIRST_FREE));
    }

    public static void close(int descriptor) {
        Calls.close(descriptor);
    }

    private long status(int descriptor) throws ErrnoException {
        memory.reset(0);
        long empty = memory.string(new byte[0]);
        long status = memory.take(STATX_BYTES);
        Calls.checked(Calls.syscall(
                architecture.statx, descriptor, empty, Constants.AT_EMPTY_PATH, Constants.STATX_MODE, status));
        return status;
    }

    private int open(int directory, String path, int flags, int mode) throws ErrnoException {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        memory.reset(bytes.length + 64);
        long address = memory.string(bytes);
        return aboveStandard(Calls.checked(Calls.openat(directory, address, flags | Constants.O_CLOEXEC, mode)));
    }

    /** A JVM that was started with standard descriptors closed would get their numbers. */
    static int aboveStandard(int descriptor) throws ErrnoException {
        if (descriptor >= FIRST_FREE) {
            return descriptor;
        }
        int copy = Calls.fcntl(descriptor, Constants.F_DUPFD_CLOEXEC, FIRST_FREE);
        Calls.close(descriptor);
        return Calls.checked(copy);
    }
}
