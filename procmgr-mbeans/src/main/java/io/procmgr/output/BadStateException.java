package io.procmgr.output;

import java.io.IOException;

/** A file of the state directory does not say what it should; the message says what is wrong with it. */
final class BadStateException extends IOException {
    private static final long serialVersionUID = 1;

    BadStateException(String message) {
        super(message);
    }
}
