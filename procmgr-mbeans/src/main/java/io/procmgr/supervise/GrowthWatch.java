package io.procmgr.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Port: tells which files are written to. {@link #wake} may be called by any thread, all else by one. */
public interface GrowthWatch extends AutoCloseable {
    /** Has the next write to the file told, once. False if it cannot be: it has to be looked at now and then. */
    boolean arm(Path file);

    /** Waits for writes, for {@link #wake}, or for the time to pass; tells of all writes since the last call. */
    Set<Path> await(Duration most) throws InterruptedException;

    /** Ends the present or the next {@link #await}. */
    void wake();

    @Override
    void close();
}
