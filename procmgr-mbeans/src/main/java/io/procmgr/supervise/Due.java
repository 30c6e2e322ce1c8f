package io.procmgr.supervise;

import io.procmgr.job.JobSpec;
import java.time.Duration;

/**
 * What the deadline of a situation means: when it comes, what it brings, and why.
 *
 * @param in from now on; not negative
 * @param event what it brings
 * @param reason why, in words; may be empty
 * @param atOnce whether one that is due now comes in this very turn, told as one change with what went before
 */
record Due(Duration in, JobEvent event, String reason, boolean atOnce) {
    /**
     * Of a situation that has a deadline.
     *
     * @param delay before the next start
     */
    static Due of(Situation situation, JobSpec spec, CurrentRun current, Duration delay) {
        Run run = current.run();
        return switch (situation.deadline()) {
            case NONE -> throw new IllegalArgumentException("there is no deadline (situation=" + situation + ")");
            case START -> start(spec, current);
            case STABLE -> new Due(current.untilStable(spec), JobEvent.TIMEOUT, "", false);
            case STOP -> stop(run);
            case KILL -> new Due(SupervisedJob.KILL_AGAIN, JobEvent.TIMEOUT, "", false);
            case DELAY -> new Due(delay, JobEvent.TIMEOUT, "back-off is over", true);
        };
    }

    private static Due start(JobSpec spec, CurrentRun current) {
        Duration length = spec.start().startSeconds();
        Duration left = length.minus(current.age());
        return new Due(
                left.isNegative() ? Duration.ZERO : left,
                JobEvent.READY,
                "alive for " + Durations.text(length),
                current.run().adopted());
    }

    private static Due stop(Run run) {
        Duration length = run.stopRule().timeout();
        return new Due(
                length, JobEvent.TIMEOUT, "pid " + run.pid() + " did not end within " + Durations.text(length), false);
    }

    boolean isNow() {
        return atOnce && in.isZero();
    }
}
