package io.procmgr.client;

import java.io.IOException;

/** There is no supervisor, or it cannot be talked to. The message says which, and where it was looked for. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message) {
        super(message);
    }

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
