package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Port: makes processes, and takes charge of those that are there. Launches are queued and made by threads of the
 * launcher's own, so that a file that blocks an open blocks no event loop. Safe for use by several threads.
 */
public interface Launcher {
    /** What came of writing to a FIFO. */
    enum Written {
        ALL,
        /** Nothing: it does not fit into what the FIFO has room for now. */
        NO_ROOM,
        /** Nothing: no process has it open for reading. */
        NO_READER
    }

    /** Queues a launch and returns at once. The listener hears of it from threads of the launcher. */
    Launch launch(LaunchRequest request, LaunchListener listener);

    /**
     * Writes to the FIFO of a job, all at once or nothing; does not wait for room. May take some milliseconds.
     *
     * @param bytes at most 4096, so that the kernel keeps them together ({@code PIPE_BUF}, {@code man 7 pipe})
     * @throws IOException if it cannot be tried
     */
    Written write(Path pipe, byte[] bytes) throws IOException;

    /** The job rests: what is kept open for its next launch is not needed any more. To be called on the event loop. */
    void rests(JobName job);

    /**
     * Takes charge of a living process that an earlier supervisor, or nobody, launched. Opens a pidfd first and compares
     * the start time then, so that a recycled pid is never taken. Does not block. To be called on the event loop, or by a
     * thread that ends before the launcher is closed.
     *
     * <p>With {@link io.procmgr.job.StopRule.Scope#SESSION} signals go to its whole session if it leads that. If it does
     * not, they go to the process and to those members of its session that carry the same run mark: what is in a session
     * of somebody else's and cannot be proven to belong to the process is never signalled.
     *
     * @return empty if no living process (a zombie is none) has that identity; the listener then hears nothing. Else it
     *     hears {@code exited} and {@code membersGone} as for a launch, and never {@code launched}
     * @throws IllegalStateException if the system is short of descriptors or threads, so that it cannot be told whether it
     *     lives
     */
    Optional<RunningProcess> adopt(ProcessIdentity process, LaunchListener listener);

    /**
     * The same for the process of a job that has a pid file: when it ends, the file is removed if it still names it, before
     * the listener hears of the end.
     *
     * @param pidFile absolute
     */
    default Optional<RunningProcess> adopt(ProcessIdentity process, Path pidFile, LaunchListener listener) {
        return adopt(process, listener);
    }
}
