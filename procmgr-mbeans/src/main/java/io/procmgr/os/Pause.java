package io.procmgr.os;

/** Where the event loop waits while it has nothing to do. {@link #wake} may be called by any thread, all else by the loop. */
interface Pause extends AutoCloseable {
    /** As long as it takes. */
    long FOREVER = Long.MAX_VALUE;

    /** Returns after so many nanoseconds, after a {@link #wake}, or earlier. */
    void await(long nanos);

    /** Ends the present or the next {@link #await}. */
    void wake();

    /** Called last, by the loop. */
    @Override
    void close();
}
