package io.procmgr.supervise;

/** One requested launch. */
public interface Launch {
    /**
     * Takes the request back if no spawner has begun on it. Atomic: after {@code true} the listener hears nothing more;
     * after {@code false} it will hear {@code launched} or {@code failed}, or has. A launch that was told as delayed and
     * has not reached its program is killed, and heard of as {@code failed}.
     */
    boolean withdraw();

    /** Whether no spawner has begun on it yet. */
    boolean isQueued();
}
