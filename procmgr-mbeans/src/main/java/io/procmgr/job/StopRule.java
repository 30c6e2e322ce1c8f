package io.procmgr.job;

import java.time.Duration;
import java.util.Objects;

/**
 * How a process is ended.
 *
 * @param signal asks it to end; TERM
 * @param timeout how long it may take before KILL; 10 s
 * @param scope who gets the signals
 */
public record StopRule(Signal signal, Duration timeout, Scope scope) {
    /** Key {@code stop.kill}. */
    public enum Scope {
        /** Every process group of the job's session. */
        SESSION,
        /** The main process alone. */
        PROCESS
    }

    public StopRule {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(scope, "scope");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("stop.timeout is not negative");
        }
    }
}
