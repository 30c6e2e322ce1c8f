package io.procmgr.output;

import java.util.Objects;

/**
 * A part of a log file.
 *
 * @param text whole lines where possible; empty at the end of the file
 * @param cursor where the next part begins; to be given back as it is
 */
public record Chunk(String text, String cursor) {
    public Chunk {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(cursor, "cursor");
    }
}
