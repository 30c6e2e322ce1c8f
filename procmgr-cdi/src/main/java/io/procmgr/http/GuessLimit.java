package io.procmgr.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often one address may guess: ten wrong attempts at once, then one every five seconds. Time is an argument. Safe for use by
 * several threads.
 */
final class GuessLimit {
    static final int AT_ONCE = 10;
    static final Duration PER_GUESS = Duration.ofSeconds(5);

    /** Addresses remembered; who has most of a network can come from another one each time, and finds the limit below. */
    private static final int KEPT = 1_024;

    private final Map<String, Long> debts = new LinkedHashMap<>();

    /** How long this address has to wait before it may guess; empty if it may. */
    synchronized Optional<Duration> wait(String address, long nowNanos) {
        Long paid = debts.get(address);
        long most = (AT_ONCE - 1) * PER_GUESS.toNanos();
        return paid == null || paid - nowNanos <= most
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(paid - nowNanos - most));
    }

    /** A guess was wrong. */
    synchronized void wrong(String address, long nowNanos) {
        Long paid = debts.remove(address);
        if (debts.size() == KEPT) {
            debts.remove(debts.keySet().iterator().next());
        }
        long from = paid == null ? nowNanos : nowNanos + Math.max(0, paid - nowNanos);
        debts.put(address, from + PER_GUESS.toNanos());
    }
}
