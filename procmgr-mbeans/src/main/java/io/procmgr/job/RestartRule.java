package io.procmgr.job;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What follows the end of a process.
 *
 * @param policy which endings are followed by a restart
 * @param noRestartCodes exit codes that finish the job whatever the policy; 33 (pmtr)
 * @param successCodes exit codes that count as success; 0
 * @param backoff the delays between restarts
 * @param maxFailures so many failures within {@code failureWindow} and the job has failed; empty: no limit
 * @param failureWindow the window in which failures are counted
 */
public record RestartRule(
        Policy policy,
        Set<Integer> noRestartCodes,
        Set<Integer> successCodes,
        BackoffRule backoff,
        OptionalInt maxFailures,
        Duration failureWindow) {
    /** Key {@code restart}. */
    public enum Policy {
        /** Whatever the ending. */
        ALWAYS,
        /** After a failure; a success finishes the job. */
        ON_FAILURE,
        /** Never: a success finishes the job, a failure fails it. */
        NEVER,
        /** Never: any ending of its own finishes the job (pmtr). */
        ONCE
    }

    public RestartRule {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(maxFailures, "maxFailures");
        Objects.requireNonNull(failureWindow, "failureWindow");
        noRestartCodes = Set.copyOf(noRestartCodes);
        successCodes = Set.copyOf(successCodes);
        if (maxFailures.isPresent() && maxFailures.getAsInt() < 1) {
            throw new IllegalArgumentException("max-failures is 1 or more");
        }
        if (failureWindow.isNegative() || failureWindow.isZero()) {
            throw new IllegalArgumentException("failure-window is more than 0");
        }
    }
}
