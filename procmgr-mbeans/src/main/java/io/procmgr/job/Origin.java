package io.procmgr.job;

import java.util.Objects;

/**
 * Where a definition or one of its values was written.
 *
 * @param source a file path, or a text such as {@code @ManagedProcess on com.acme.Mail}
 * @param line the line in that source, from 1; 0 where there are no lines
 */
public record Origin(String source, int line) {
    public Origin {
        Objects.requireNonNull(source, "source");
        if (line < 0) {
            throw new IllegalArgumentException("a line is not negative (line=" + line + ")");
        }
    }

    /** {@code jobs.conf:12}, or the source alone where there are no lines. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }

    // written out: what the compiler makes for a record takes some 20 ms at its first call, in the middle of a reload

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Origin origin && source.equals(origin.source) && line == origin.line;
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + line;
    }
}
