package io.procmgr.os.linux;

import java.util.OptionalInt;

/** Processes by pid and by pidfd. The static methods may be called by any thread, the others by one. */
public final class Processes implements AutoCloseable {

    private final Memory memory = new Memory(64);
    private final long status = memory.take(Integer.BYTES);
    private final int anyDescriptor;

    public Processes() throws ErrnoException {
        anyDescriptor = Calls.checked(Calls.eventfd(0, Constants.O_CLOEXEC));
    }

    /** A descriptor of the process that has this pid now; readable once it has ended with all of its threads. */
    public static int open(int pid) throws ErrnoException {
        return (int) Calls.checked(Calls.syscall(Constants.SYS_pidfd_open, pid, 0, 0, 0, 0));
    }

    /**
     * The raw status of a child of ours that has ended, which is then gone ({@code man 2 wait}); empty while it lives.
     *
     * @throws ErrnoException ECHILD if somebody else has taken it
     */
    public OptionalInt reap(int pid) throws ErrnoException {
        return wait(pid, Constants.WNOHANG, status) == pid
                ? OptionalInt.of(memory.getInt(status))
                : OptionalInt.empty();
    }

    /** The same, once it has ended. */
    public static int await(int pid) throws ErrnoException {
        Memory memory = new Memory(64);
        long status = memory.take(Integer.BYTES);
        wait(pid, 0, status);
        return memory.getInt(status);
    }

    private static int wait(int pid, int options, long status) throws ErrnoException {
        while (true) {
            int reaped = Calls.waitpid(pid, status, options);
            if (reaped >= 0) {
                return reaped;
            }
            ErrnoException failure = ErrnoException.last();
            if (!failure.is(Errno.EINTR)) {
                throw failure;
            }
        }
    }

    /** Signals the process behind a descriptor; false if it is gone or out of our reach. */
    public static boolean signal(int pidfd, int signal) {
        return Calls.syscall(Constants.SYS_pidfd_send_signal, pidfd, signal, 0, 0, 0) == 0;
    }

    /** Signals a process group; false if it has no member within our reach. */
    public static boolean signalGroup(int group, int signal) {
        return group > 1 && Calls.kill(-group, signal) == 0;
    }

    /**
     * Whether the kernel still uses the number: for a process, a group or a session. A number that it uses is not given to
     * another process. That {@code F_SETOWN} refuses one that is free is the one way to ask that needs no look at every
     * process ({@code man 2 fcntl}; Linux 4.13 and later).
     */
    public boolean isUsed(int number) {
        boolean used = Calls.fcntl(anyDescriptor, Constants.F_SETOWN, number) == 0;
        return used || !ErrnoException.last().is(Errno.ESRCH);
    }

    @Override
    public void close() {
        Calls.close(anyDescriptor);
    }
}
