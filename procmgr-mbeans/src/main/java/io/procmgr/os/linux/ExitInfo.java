package io.procmgr.os.linux;

/**
 * How a process ended that is not our child, as its pidfd tells ({@code PIDFD_GET_INFO}, Linux 6.15 and later). Confined
 * to one thread.
 */
public final class ExitInfo {
    /** {@code struct pidfd_info} in its first version. */
    static final int BYTES = 64;

    static final int EXIT_CODE_OFFSET = 60;
    private static final long UNSIGNED = 0xffff_ffffL;

    private final Memory memory = new Memory(2 * BYTES);

    /** What is known of it. */
    public enum Known {
        STATUS,
        /** Its parent has not taken notice of the end; the descriptor hangs up when it has. */
        NOT_YET,
        /** This kernel does not tell. */
        NEVER
    }

    /**
     * An answer.
     *
     * @param status raw, as of {@code man 2 wait}; 0 unless it is known
     */
    public record Answer(Known known, int status) {}

    /** Asks about a process that has ended. */
    public Answer ask(int pidfd) {
        memory.reset(0);
        long info = memory.zeroed(BYTES);
        memory.putLong(info, Constants.PIDFD_INFO_EXIT);
        if (InfoCalls.ioctl(pidfd, Constants.PIDFD_GET_INFO & UNSIGNED, info) != 0) {
            return new Answer(Known.NEVER, 0);
        }
        return (memory.getLong(info) & Constants.PIDFD_INFO_EXIT) == 0
                ? new Answer(Known.NOT_YET, 0)
                : new Answer(Known.STATUS, memory.getInt(info + EXIT_CODE_OFFSET));
    }
}
