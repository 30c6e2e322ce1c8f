package io.procmgr;

import java.io.IOException;

/** Another supervisor holds the state directory; the message says which. */
public final class StateDirectoryHeldException extends IOException {
    private static final long serialVersionUID = 1L;

    StateDirectoryHeldException(String message) {
        super(message);
    }
}
