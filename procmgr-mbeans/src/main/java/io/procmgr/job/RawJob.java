package io.procmgr.job;

import java.util.List;
import java.util.Objects;

/**
 * A job as it was written: text with its origin, not yet judged.
 *
 * @param name as written; may be invalid
 * @param dialect decides the defaults of what is not written
 * @param origin where the job begins
 * @param values in the order written; a key may be repeated
 */
public record RawJob(String name, Dialect dialect, Origin origin, List<RawValue> values) {
    public RawJob {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(origin, "origin");
        values = List.copyOf(values);
    }
}
