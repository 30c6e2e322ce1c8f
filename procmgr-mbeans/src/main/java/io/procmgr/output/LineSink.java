package io.procmgr.output;

/** Takes the lines of a stream. Confined to the thread of its follower. */
interface LineSink {
    /** Takes whole lines, with their ends; a line that is very long comes in pieces. */
    void take(String text);

    /** Nothing more is there for now. */
    void caughtUp();
}
