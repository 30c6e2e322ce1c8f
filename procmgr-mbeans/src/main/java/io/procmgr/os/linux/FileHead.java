package io.procmgr.os.linux;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Takes bytes away from the beginning of a file, while others append to it and lose nothing ({@code man 2 fallocate},
 * {@code FALLOC_FL_COLLAPSE_RANGE}). Confined to one thread at a time.
 */
public final class FileHead implements AutoCloseable {
    /** Beyond the end of every file, so that nothing is taken away. */
    private static final long BEYOND = 1L << 43;

    static final int BLOCK_SIZE_OFFSET = 8;
    static final int STATFS_BYTES = 120;

    private final int descriptor;

    /**
     * Opens it.
     *
     * @throws ErrnoException if it cannot be written to, or is a symbolic link
     */
    public FileHead(String path) throws ErrnoException {
        int flags = Constants.O_RDWR | Constants.O_NONBLOCK | Constants.O_NOCTTY | Constants.O_CLOEXEC;
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(bytes.length + 64);
        descriptor = Calls.checked(
                Calls.openat(Constants.AT_FDCWD, memory.string(bytes), flags | Linux.architecture().noFollow, 0));
    }

    public int descriptor() {
        return descriptor;
    }

    /** In multiples of how many bytes it can be done; empty if this file system cannot. */
    public OptionalLong unit() throws ErrnoException {
        if (HeadCalls.fallocate(descriptor, Constants.FALLOC_FL_COLLAPSE_RANGE, 0, BEYOND) == 0
                || !ErrnoException.last().is(Errno.EINVAL)) {
            return OptionalLong.empty();
        }
        Memory memory = new Memory(STATFS_BYTES + 16);
        long status = memory.take(STATFS_BYTES);
        Calls.checked(HeadCalls.fstatfs(descriptor, status));
        return OptionalLong.of(memory.getLong(status + BLOCK_SIZE_OFFSET));
    }

    /** Takes so many bytes away: fewer than the file has. */
    public void collapse(long bytes) throws ErrnoException {
        Calls.checked(HeadCalls.fallocate(descriptor, Constants.FALLOC_FL_COLLAPSE_RANGE, 0, bytes));
    }

    @Override
    public void close() {
        Calls.close(descriptor);
    }
}
