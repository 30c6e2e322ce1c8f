package io.procmgr.os.linux;

/** This system, or this JVM, cannot do what the engine needs; the message says what is missing. */
public final class MissingCallException extends Exception {
    private static final long serialVersionUID = 1;

    MissingCallException(String message) {
        super(message);
    }

    MissingCallException(String message, Throwable cause) {
        super(message, cause);
    }
}
