package io.procmgr.jmx;

import java.util.Objects;

/**
 * A piece of a log.
 *
 * @param text what was read, whole characters; empty at the end of the log
 * @param cursor where to read on
 */
public record LogChunk(String text, String cursor) {
    public LogChunk {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(cursor, "cursor");
    }
}
