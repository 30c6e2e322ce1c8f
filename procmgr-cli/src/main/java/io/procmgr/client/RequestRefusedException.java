package io.procmgr.client;

/** The supervisor was asked, and said no. The message is its own. */
public final class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RequestRefusedException(String message) {
        super(message);
    }
}
