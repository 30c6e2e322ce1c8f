package io.procmgr.jmx;

import java.util.Objects;

/**
 * A line that a job wrote.
 *
 * @param job its name
 * @param stream stdout or stderr; stdout too if both share a file
 * @param text without its end
 */
public record LogLine(String job, String stream, String text) {
    public LogLine {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(text, "text");
    }
}
