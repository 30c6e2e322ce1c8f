package io.procmgr.supervise;

/** What the operator and the definition want of a job. */
public enum Goal {
    /** To run. */
    UP,
    /** To be at rest. */
    DOWN,
    /** Not to be started by anything. */
    OFF,
    /** To be forgotten: its definition was removed. */
    GONE
}
