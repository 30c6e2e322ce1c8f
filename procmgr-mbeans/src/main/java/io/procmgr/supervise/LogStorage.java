package io.procmgr.supervise;

import io.procmgr.job.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Port: what is done to log files beyond the means of the JDK. Safe for use by several threads that end. */
public interface LogStorage {
    /** What is done with the files of a job. */
    interface Access<T> {
        T run() throws IOException;
    }

    /**
     * Does it with no more rights than the job's processes had when they opened this file, so that a link in a user's
     * directory lends that user nothing.
     *
     * @param named whether the definition names the file; else it lies in the supervisor's log directory
     * @throws IOException if the rights cannot be had, or the access fails
     */
    <T> T as(Execution job, boolean named, Path file, Access<T> access) throws IOException;

    /**
     * In multiples of how many bytes the head of the file can be taken away while others append to it; empty if its file
     * system, or this engine, cannot.
     */
    OptionalLong collapseUnit(Path file) throws IOException;

    /**
     * Takes bytes away from the beginning of the file, atomically. Who appends to it loses nothing.
     *
     * @param inode which file it is to be
     * @param bytes a multiple of the unit, less than its size
     */
    void collapse(Path file, long inode, long bytes) throws IOException;

    /** A watch of growing files; to be closed before the engine. */
    GrowthWatch watchGrowth() throws IOException;

    /** How often files are looked at that cannot be watched. */
    int LOOK_SECONDS = 5;
}
