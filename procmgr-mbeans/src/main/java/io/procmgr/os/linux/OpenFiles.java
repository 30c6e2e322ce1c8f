package io.procmgr.os.linux;

/** How many descriptors this process may have ({@code RLIMIT_NOFILE}). */
public final class OpenFiles {

    private OpenFiles() {}

    /** The soft limit. */
    public static long soft() throws ErrnoException {
        Memory memory = new Memory(64);
        return memory.getLong(read(memory));
    }

    /** Raises the soft limit to the hard one; false if it is that already. */
    public static boolean raise() throws ErrnoException {
        Memory memory = new Memory(64);
        long limit = read(memory);
        long hard = memory.getLong(limit + Long.BYTES);
        if (memory.getLong(limit) == hard) {
            return false;
        }
        memory.putLong(limit, hard);
        Calls.checked(RightsCalls.setrlimit(Constants.RLIMIT_NOFILE, limit));
        return true;
    }

    private static long read(Memory memory) throws ErrnoException {
        long limit = memory.take(2 * Long.BYTES);
        Calls.checked(RightsCalls.getrlimit(Constants.RLIMIT_NOFILE, limit));
        return limit;
    }
}
