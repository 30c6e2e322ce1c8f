package io.procmgr.job;

import java.time.Duration;
import java.util.Objects;

/**
 * How a process is ended.
 *
 * @param signal asks it to end; TERM
 * @param timeout how long it may take before KILL; 10 s
 * @param scope who gets the signals
 * @param onShutdown what becomes of it when the supervisor ends in good order; STOP
 */
public record StopRule(Signal signal, Duration timeout, Scope scope, OnShutdown onShutdown) {
    /** Key {@code stop.kill}. */
    public enum Scope {
        /** Every process group of the job's session. */
        SESSION,
        /** The main process alone. */
        PROCESS
    }

    /** Key {@code on-shutdown}. */
    public enum OnShutdown {
        /** It is ended. */
        STOP,
        /** It lives on, and the next supervisor takes it over. */
        LEAVE
    }

    public StopRule {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(onShutdown, "onShutdown");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("stop.timeout is not negative");
        }
    }

    // written out: what the compiler makes for a record takes some 20 ms at its first call, before the first process is
    // made

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof StopRule rule
                        && signal == rule.signal
                        && timeout.equals(rule.timeout)
                        && scope == rule.scope
                        && onShutdown == rule.onShutdown;
    }

    @Override
    public int hashCode() {
        return 31 * signal.hashCode() + timeout.hashCode();
    }

    /** Of a process that ends with the supervisor. */
    public StopRule(Signal signal, Duration timeout, Scope scope) {
        this(signal, timeout, scope, OnShutdown.STOP);
    }
}
