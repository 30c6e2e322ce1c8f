package io.procmgr.job;

import java.time.Duration;

/**
 * How long a restart after a failure waits.
 *
 * @param initial the first delay
 * @param factor by which each further one grows, 1 or more
 * @param max the longest delay
 * @param jitter share of the delay that is added or taken at random, 0 to 1
 * @param resetAfter a run at least this long is followed by a restart at once, and the delays begin anew
 */
public record BackoffRule(Duration initial, double factor, Duration max, double jitter, Duration resetAfter) {
    /** procmgr's own: 200 ms, doubled up to 30 s, jitter 0.1, reset after 10 s. */
    public static final BackoffRule PROCMGR =
            new BackoffRule(Duration.ofMillis(200), 2, Duration.ofSeconds(30), 0.1, Duration.ofSeconds(10));

    /** pmtr's ten-second rule: always 10 s after the exit, at once after a run of 10 s. */
    public static final BackoffRule PMTR =
            new BackoffRule(Duration.ofSeconds(10), 1, Duration.ofSeconds(10), 0, Duration.ofSeconds(10));

    public BackoffRule {
        if (initial.isNegative() || max.compareTo(initial) < 0 || resetAfter.isNegative()) {
            throw new IllegalArgumentException("0 <= backoff.initial <= backoff.max, 0 <= backoff.reset-after");
        }
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("backoff.factor is 1 or more");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("backoff.jitter is 0 to 1");
        }
    }
}
