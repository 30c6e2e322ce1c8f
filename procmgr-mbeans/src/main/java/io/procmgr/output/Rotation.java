package io.procmgr.output;

import java.util.Objects;

/**
 * A rotation whose archive is complete, and which is to be finished or given up: the journal.
 *
 * @param method how the archived part leaves the live file
 * @param archive what was copied
 * @param cut how many bytes of the live file are taken away
 * @param marker takes the place of what is archived beyond the cut
 */
record Rotation(Method method, Archive archive, long cut, Marker marker) {
    /** How the archived part leaves the live file. */
    enum Method {
        COLLAPSE,
        TRUNCATE,

        /** All of it, by its name: the archive is the file that was the live one. */
        RENAME
    }

    Rotation {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(archive, "archive");
        Objects.requireNonNull(marker, "marker");
        if (cut < 1) {
            throw new IllegalArgumentException("a rotation takes something away (cut=" + cut + ")");
        }
    }
}
