package io.procmgr.client;

/** The supervisor was asked, and said no. The message is its own. */
public final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean absent;

    public RequestRefusedException(String message) {
        this(message, false);
    }

    RequestRefusedException(String message, boolean absent) {
        super(message);
        this.absent = absent;
    }

    /** Whether there is no such MBean. */
    public boolean isAbsent() {
        return absent;
    }
}
