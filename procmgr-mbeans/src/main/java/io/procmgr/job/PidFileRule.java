package io.procmgr.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How a job is followed whose command puts itself into the background and ends.
 *
 * @param file in which it writes its pid; relative to its directory
 * @param timeout how long that may take from the launch of the command on, more than 0
 */
public record PidFileRule(Path file, Duration timeout) {
    public PidFileRule {
        Objects.requireNonNull(file, "file");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("ready.timeout is more than 0");
        }
    }

    // written out, as that of Execution

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof PidFileRule rule && file.equals(rule.file) && timeout.equals(rule.timeout);
    }

    @Override
    public int hashCode() {
        return 31 * file.hashCode() + timeout.hashCode();
    }
}
