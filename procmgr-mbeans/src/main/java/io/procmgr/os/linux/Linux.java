package io.procmgr.os.linux;

import java.nio.file.Path;
import java.util.Optional;

/** Whether this system has the calls that the engine needs. */
public final class Linux {
    private static final long SIG_IGN = 1;
    private static final int IMPOSSIBLE_PID = 1 << 30;

    private Linux() {}

    /**
     * Loads JNA and tries every call once. Later calls are cheap.
     *
     * @param self this process's own pid
     * @param unpack directory into which JNA unpacks its library, if it is still to be loaded
     * @throws MissingCallException if something is missing; the message says what
     */
    public static void probe(int self, Optional<Path> unpack) throws MissingCallException {
        if (Architecture.ofThisJvm().isEmpty()) {
            throw new MissingCallException("no table for this system (os=" + System.getProperty("os.name") + ", arch="
                    + System.getProperty("os.arch") + ")");
        }
        try {
            if (unpack.isPresent()) {
                JnaLibrary.load(unpack.get());
            }
            tryCalls(self);
        } catch (ErrnoException e) {
            throw new MissingCallException("the kernel refuses a call that is needed: " + e.getMessage(), e);
        } catch (LinkageError e) {
            // JNA is not there, cannot unpack its library, or the C library lacks a function
            throw new MissingCallException(e.toString(), e);
        }
    }

    static Architecture architecture() {
        return Architecture.ofThisJvm().orElseThrow();
    }

    private static void tryCalls(int self) throws ErrnoException, MissingCallException {
        childrenCanBeWaitedFor();
        int pidfd = Processes.open(self);
        try (Epoll epoll = new Epoll();
                Processes processes = new Processes()) {
            epoll.add(pidfd);
            if (!Processes.signal(pidfd, 0)) {
                throw new MissingCallException("pidfd_send_signal is refused");
            }
            if (!processes.isUsed(self) || processes.isUsed(IMPOSSIBLE_PID)) {
                throw new MissingCallException("F_SETOWN does not tell which numbers are free");
            }
        } finally {
            Calls.close(pidfd);
        }
        new Spawn();
    }

    /** A process that was started with SIGCHLD ignored hands that on, and then no child leaves a status. */
    private static void childrenCanBeWaitedFor() throws ErrnoException {
        Memory memory = new Memory(2 * Calls.OPAQUE_BYTES);
        long action = memory.zeroed(Calls.OPAQUE_BYTES);
        Calls.checked(Calls.sigaction(Constants.SIGCHLD, 0, action));
        if (memory.getLong(action) == SIG_IGN) {
            memory.putLong(action, 0);
            Calls.checked(Calls.sigaction(Constants.SIGCHLD, action, 0));
        }
    }
}
