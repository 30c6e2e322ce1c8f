package io.procmgr.http.server;

/** What is known of who is at the other end. Each rank has places of its own, so that no rank can push out a higher one. */
public enum Rank {
    /** Nothing, or not yet. */
    STRANGER,
    /** Somebody who may look. */
    GUEST,
    /** Somebody who may act. */
    HOST
}
