package io.procmgr.output;

/** Takes the lines of a stream. Confined to the thread of its follower. */
interface LineSink {
    /** Takes a line, without its end; one that is very long comes in pieces. */
    void take(String line);

    /** Nothing more is there for now. */
    void caughtUp();
}
