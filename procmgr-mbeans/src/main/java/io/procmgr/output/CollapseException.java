package io.procmgr.output;

import java.io.IOException;

/** The head of a file could not be taken away although its file system says that it can do that. */
final class CollapseException extends IOException {
    private static final long serialVersionUID = 1;

    CollapseException(IOException cause) {
        super("its head cannot be taken away: " + cause.getMessage(), cause);
    }
}
