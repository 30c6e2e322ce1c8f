package io.procmgr.job;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The absolute files that a job's streams are appended to.
 *
 * @param out of standard output
 * @param error of standard error; equal to {@code out} where both share a file
 */
public record LogFiles(Path out, Path error) {
    public LogFiles {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(error, "error");
        if (!out.isAbsolute() || !error.isAbsolute()) {
            throw new IllegalArgumentException("log files are absolute (out=" + out + ", error=" + error + ")");
        }
    }

    /** Whether standard error has a file of its own, so that its lines can be told from the others. */
    public boolean separate() {
        return !out.equals(error);
    }
}
