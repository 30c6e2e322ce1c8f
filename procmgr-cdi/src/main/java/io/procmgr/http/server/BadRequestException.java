package io.procmgr.http.server;

import java.io.IOException;

/** What came is no request that can be answered, and what comes after it cannot be told apart. */
final class BadRequestException extends IOException {
    static final int MALFORMED = 400;
    static final int EXPECTATION = 417;
    static final int TOO_LARGE = 431;
    static final int NOT_IMPLEMENTED = 501;
    static final int VERSION = 505;

    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
