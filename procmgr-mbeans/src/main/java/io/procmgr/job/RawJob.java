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
 * @param stamps of the files that say it, where their look counts
 * @param defaults written for every job; each holds where the job itself does not say otherwise
 */
public record RawJob(
        String name,
        Dialect dialect,
        Origin origin,
        List<RawValue> values,
        FileStamps stamps,
        List<RawValue> defaults) {
    public RawJob {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(stamps, "stamps");
        values = List.copyOf(values);
        defaults = List.copyOf(defaults);
    }

    /** A job of which nothing counts but what is written. */
    public RawJob(String name, Dialect dialect, Origin origin, List<RawValue> values, List<RawValue> defaults) {
        this(name, dialect, origin, values, FileStamps.NONE, defaults);
    }

    /** A job without written defaults. */
    public RawJob(String name, Dialect dialect, Origin origin, List<RawValue> values) {
        this(name, dialect, origin, values, List.of());
    }

    /** The same job with other written defaults. */
    public RawJob withDefaults(List<RawValue> others) {
        return new RawJob(name, dialect, origin, values, stamps, others);
    }
}
