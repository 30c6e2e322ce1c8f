package io.procmgr.cdi;

import java.time.Instant;
import java.util.Objects;

/**
 * Event: definitions were applied, at the start too. It is of no job, and has no {@link Job} qualifier.
 *
 * @param message how many jobs were added, changed and removed, in words
 * @param time when that was
 */
public record ConfigReloaded(String message, Instant time) {
    public ConfigReloaded {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(time, "time");
    }
}
