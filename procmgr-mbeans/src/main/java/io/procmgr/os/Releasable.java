package io.procmgr.os;

/** A process of ours that may be left to itself. */
interface Releasable {
    /** Hears no more of it, nor of its session; both live on. On the event loop. */
    void release();
}
