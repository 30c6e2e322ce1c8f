package io.procmgr.supervise;

/** A command was refused and nothing has changed. The message says which, of which job, why, and what to do. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
