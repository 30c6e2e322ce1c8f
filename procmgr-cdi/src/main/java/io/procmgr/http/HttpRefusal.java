package io.procmgr.http;

/** A request that is not served, with the HTTP status and the reason for the client. */
final class HttpRefusal extends Exception {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int TOO_LARGE = 413;
    static final int TOO_MANY = 429;
    static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1L;

    private final int status;

    /** Control characters of the request do not get into the message: it may be logged. */
    HttpRefusal(int status, String message) {
        super(message.replaceAll("[\\p{Cc}\\p{Cf}]", ""));
        this.status = status;
    }

    int status() {
        return status;
    }
}
