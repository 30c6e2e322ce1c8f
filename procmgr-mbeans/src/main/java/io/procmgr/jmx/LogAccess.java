package io.procmgr.jmx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Port: reads the log files of jobs. Safe for use by several threads. */
public interface LogAccess {
    /** The last lines, oldest first, without their ends; empty if there is no file yet. */
    List<String> tail(Path file, int lines) throws IOException;

    /**
     * Reads on from a cursor.
     *
     * @param cursor of an earlier answer; empty for the oldest byte kept
     * @throws IllegalArgumentException if the cursor is none of ours
     */
    LogChunk read(Path file, String cursor, int maxBytes) throws IOException;

    /** Bytes in the live file; 0 if there is none yet. */
    long size(Path file) throws IOException;
}
