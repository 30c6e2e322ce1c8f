package io.procmgr.job;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of what a job's streams have written. To change it takes no new process.
 *
 * @param rotate how files are rotated; empty: as the dialect has it
 * @param maxSize in bytes, at least 64 KiB: a file so large is rotated
 * @param maxAge a file that was last rotated so long ago is rotated; empty: however long ago
 * @param keep how many archives are kept, 1 to 1000
 * @param compress whether archives are compressed
 * @param relay whether lines are also written into the supervisor's own log; empty: as the dialect has it
 * @param dialect pmtr leaves files alone that a definition names, and writes what goes to no file into its log
 */
public record LogRule(
        Optional<LogRotation> rotate,
        long maxSize,
        Optional<Duration> maxAge,
        int keep,
        boolean compress,
        Optional<Boolean> relay,
        Dialect dialect) {
    /** The least that {@code maxSize} can be. */
    public static final long SMALLEST = 64 * 1024;

    /** The most archives that can be kept. */
    public static final int MOST_KEPT = 1_000;

    /** What holds if nothing is written. */
    public static final LogRule PROCMGR = usual(Dialect.PROCMGR);

    /** The same in pmtr syntax. */
    public static final LogRule PMTR = usual(Dialect.PMTR);

    public LogRule {
        Objects.requireNonNull(rotate, "rotate");
        Objects.requireNonNull(maxAge, "maxAge");
        Objects.requireNonNull(relay, "relay");
        Objects.requireNonNull(dialect, "dialect");
        if (maxSize < SMALLEST || keep < 1 || keep > MOST_KEPT) {
            throw new IllegalArgumentException(
                    "a log has a size and a number of archives (maxSize=" + maxSize + ", keep=" + keep + ")");
        }
    }

    private static LogRule usual(Dialect dialect) {
        return new LogRule(Optional.empty(), 10 * 1024 * 1024, Optional.empty(), 5, false, Optional.empty(), dialect);
    }

    /** How the file of a stream is rotated. */
    public LogRotation rotation(LogTarget target) {
        if (!target.isFile()) {
            return LogRotation.OFF;
        }
        return rotate.orElse(
                dialect == Dialect.PMTR && target instanceof LogTarget.File ? LogRotation.OFF : LogRotation.COLLAPSE);
    }

    /** Whether the lines of a stream are also written into the supervisor's own log. */
    public boolean relays(LogTarget target) {
        return target.isFile() && relay.orElse(dialect == Dialect.PMTR && !(target instanceof LogTarget.File));
    }

    // written out: what the compiler makes for a record takes some 20 ms at its first call, in the middle of a reload

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof LogRule rule
                        && rotate.equals(rule.rotate)
                        && maxSize == rule.maxSize
                        && maxAge.equals(rule.maxAge)
                        && keep == rule.keep
                        && compress == rule.compress
                        && relay.equals(rule.relay)
                        && dialect == rule.dialect;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rotate, maxSize, maxAge, keep);
    }
}
