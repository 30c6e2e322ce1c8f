package io.procmgr.supervise;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Port: makes processes. Launches are queued and made by threads of the launcher's own, so that a file that blocks an
 * open blocks no event loop. Safe for use by several threads.
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
}
