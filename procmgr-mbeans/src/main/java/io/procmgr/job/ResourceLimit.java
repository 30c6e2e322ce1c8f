package io.procmgr.job;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Soft and hard limit of one resource.
 *
 * @param resource what is limited
 * @param value in the kernel's unit, 0 or more; empty for infinity, which {@link Resource#NOFILE} does not allow
 */
public record ResourceLimit(Resource resource, OptionalLong value) {
    public ResourceLimit {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(value, "value");
        if (value.isPresent() && value.getAsLong() < 0) {
            throw new IllegalArgumentException("a limit is not negative (value=" + value.getAsLong() + ")");
        }
        if (value.isEmpty() && resource == Resource.NOFILE) {
            throw new IllegalArgumentException("the kernel refuses an infinite number of open files");
        }
    }

    /** The number, or {@code unlimited}: the form {@code prlimit} takes. */
    public String text() {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "unlimited";
    }

    // written out: what the compiler makes for a record takes some 20 ms at its first call, in the middle of a reload

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof ResourceLimit limit && resource == limit.resource && value.equals(limit.value);
    }

    @Override
    public int hashCode() {
        return 31 * resource.hashCode() + value.hashCode();
    }
}
