package io.procmgr.supervise;

import io.procmgr.job.BackoffRule;
import java.time.Duration;

/** The delay before a restart. Pure: chance is an argument. */
final class Backoff {
    private Backoff() {}

    /**
     * The delay after a run of {@code ranFor}: none after a run of at least {@code backoff.reset-after}, else
     * {@code initial × factor^attempts}, at most {@code max}, plus or minus the jitter.
     *
     * @param attempts short runs in a row before this one
     * @param chance a random number from 0 to 1
     */
    static Duration delay(BackoffRule rule, int attempts, Duration ranFor, double chance) {
        if (ranFor.compareTo(rule.resetAfter()) >= 0) {
            return Duration.ZERO;
        }
        double nanos = Math.min(
                rule.initial().toNanos() * Math.pow(rule.factor(), attempts),
                rule.max().toNanos());
        double spread = 1 + rule.jitter() * (2 * chance - 1);
        return Duration.ofNanos((long) (nanos * spread));
    }
}
