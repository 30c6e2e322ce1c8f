package io.procmgr.output;

import java.nio.file.Path;

/** What the keeper remembers of one log file between two looks at it. Confined to its thread. */
final class WatchedLog {
    /** No deadline. */
    static final long NEVER = Long.MAX_VALUE;

    final LogFile log;
    private OwnedLog owner;

    /** Tells the file from all others; empty while there is none. */
    String key = "";

    /** Another name of a log that is watched by its first one. */
    boolean alias;

    long size;
    long seenNanos;

    /** When it is to be looked at even if nobody writes. */
    long deadline = NEVER;

    /** Wall clock of the last time that was noted, and whether more has been seen since. */
    long notedMillis;

    boolean unnoted;

    /** Wall clock of its last rotation. */
    long sinceMillis;

    /** The file system says that it can take a head away, and does not. */
    boolean onlyTruncate;

    /** How often in a row it could not be rotated. */
    int failures;

    /** When it is tried again. */
    long retryNanos;

    WatchedLog(LogFile log, OwnedLog owner) {
        this.log = log;
        this.owner = owner;
    }

    Path path() {
        return log.path();
    }

    OwnedLog owner() {
        return owner;
    }

    void ownedBy(OwnedLog next) {
        owner = next;
    }

    void notLaterThan(long nanos) {
        deadline = Math.min(deadline, nanos);
    }
}
