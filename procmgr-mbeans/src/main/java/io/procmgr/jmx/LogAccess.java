package io.procmgr.jmx;

import io.procmgr.supervise.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Port: reads the log files of jobs, with their archives, and has them rotated. Safe for use by several threads. */
public interface LogAccess {
    /** The last lines, oldest first, without their ends; empty if there is no file yet. */
    List<String> tail(Path file, int lines) throws IOException;

    /** The last whole lines, and the cursor behind them; both empty if there is no file yet. */
    LogChunk readTail(Path file, int lines) throws IOException;

    /**
     * Reads on from a cursor.
     *
     * @param cursor of an earlier answer; empty for the oldest byte kept
     * @throws IllegalArgumentException if the cursor is none of ours
     */
    LogChunk read(Path file, String cursor, int maxBytes) throws IOException;

    /**
     * What was written after a time, and perhaps up to a second before it.
     *
     * @param sinceMillis wall clock, milliseconds since 1970
     */
    LogChunk readSince(Path file, long sinceMillis, int maxBytes) throws IOException;

    /**
     * The whole lines that follow a cursor; empty for the beginning of the live file.
     *
     * @throws IllegalArgumentException if the cursor is none of ours
     */
    LogChunk readLines(Path file, String cursor, int maxBytes) throws IOException;

    /** The cursor of the end; empty if there is no file yet. */
    String end(Path file) throws IOException;

    /** Has the logs of a job rotated, later. The files that are; none if none of them is ever rotated. */
    List<Path> rotate(JobStatus job);

    /** Bytes in the live file; 0 if there is none yet. */
    long size(Path file) throws IOException;
}
