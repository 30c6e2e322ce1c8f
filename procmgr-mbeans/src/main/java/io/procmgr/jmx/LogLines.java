package io.procmgr.jmx;

import java.util.Objects;

/**
 * Lines of several jobs.
 *
 * @param lines job by job, those of each in the order in which they were written
 * @param cursor where to read on
 */
public record LogLines(LogLine[] lines, String cursor) {
    public LogLines {
        lines = lines.clone();
        Objects.requireNonNull(cursor, "cursor");
    }

    @Override
    public LogLine[] lines() {
        return lines.clone();
    }
}
