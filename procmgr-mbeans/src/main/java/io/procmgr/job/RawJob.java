package io.procmgr.job;

import java.util.ArrayList;
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

    /** The same job with all its values in that layer. */
    public RawJob inLayer(int layer) {
        List<RawValue> moved = new ArrayList<>();
        for (RawValue value : values) {
            moved.add(value.inLayer(layer));
        }
        return new RawJob(name, dialect, origin, moved, stamps, defaults);
    }

    /** The same job with all of it written in another place. */
    public RawJob at(Origin place) {
        List<RawValue> moved = new ArrayList<>();
        for (RawValue value : values) {
            moved.add(value.at(place));
        }
        return new RawJob(name, dialect, place, moved, stamps, defaults);
    }

    /** What is written for this job, and behind it those of the defaults that hold for it. */
    public List<RawValue> effective() {
        List<RawValue> effective = new ArrayList<>(values);
        for (RawValue common : defaults) {
            boolean hidden = false;
            for (RawValue value : values) {
                hidden |= common.setsSame(value);
            }
            if (!hidden) {
                effective.add(common);
            }
        }
        return effective;
    }

    /** The same job with other written defaults. */
    public RawJob withDefaults(List<RawValue> others) {
        return new RawJob(name, dialect, origin, values, stamps, others);
    }
}
