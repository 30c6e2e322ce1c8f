package io.procmgr.job;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When a job starts.
 *
 * @param enabled a disabled job is not started by anything
 * @param autostart whether it starts with the supervisor
 * @param order its place in the start sequence, ascending; ties in the order of definition
 * @param hold key {@code wait}: later jobs are held until this one has ended once
 * @param startSeconds alive for so long, a process counts as running
 * @param bounceEvery end and start it anew at this age
 */
public record StartRule(
        boolean enabled,
        boolean autostart,
        int order,
        boolean hold,
        Duration startSeconds,
        Optional<Duration> bounceEvery) {
    public StartRule {
        Objects.requireNonNull(startSeconds, "startSeconds");
        Objects.requireNonNull(bounceEvery, "bounceEvery");
        if (startSeconds.isNegative()) {
            throw new IllegalArgumentException("start-seconds is not negative");
        }
        if (bounceEvery.isPresent()
                && (bounceEvery.get().isNegative() || bounceEvery.get().isZero())) {
            throw new IllegalArgumentException("bounce-every is more than 0");
        }
    }
}
