package io.procmgr.supervise;

/**
 * Hears of every change, in order, on the dispatcher thread, never under a lock. An exception is logged with the
 * listener's name and harms nobody else.
 */
public interface ChangeListener {
    /** Must return soon: the other listeners wait. */
    void changed(JobChange change);

    /** Names the listener in messages. */
    String name();
}
