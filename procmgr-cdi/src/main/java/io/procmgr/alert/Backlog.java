package io.procmgr.alert;

import io.procmgr.job.AlertTrigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * What waits for one channel, and when it may leave. Knows no clock and no thread. Bounded: of more than a hundred alerts
 * the oldest are counted only, lines of standard error before all others.
 */
final class Backlog {
    static final int MOST = 100;

    /** So that what belongs together, an exit and the back-off after it, is in one message. */
    private static final long GATHER_MILLIS = 300;

    private static final long HOUR = 3_600_000;
    private static final long FIRST_RETRY = 5_000;
    private static final long LAST_RETRY = 15 * 60_000;

    private final Deque<Alert> alerts = new ArrayDeque<>();
    private final Deque<Long> sent = new ArrayDeque<>();
    private long omitted;
    private int failures;
    private long retryAt;

    /** How often it may send. */
    record Pace(long digestMillis, int maxPerHour) {}

    /** What is kept on disk. */
    record Kept(List<Alert> alerts, long omitted, List<Long> sent) {}

    Backlog() {}

    Backlog(Kept kept) {
        kept.alerts().forEach(this::add);
        omitted += kept.omitted();
        sent.addAll(kept.sent());
    }

    void add(Alert alert) {
        alerts.add(alert);
        if (alerts.size() > MOST) {
            pushOut();
        }
    }

    /** A job that talks does not push out that another one has failed. */
    private void pushOut() {
        for (Alert alert : alerts) {
            if (alert.trigger().equals(AlertTrigger.STDERR.word())) {
                alerts.removeFirstOccurrence(alert);
                omitted++;
                return;
            }
        }
        alerts.remove();
        omitted++;
    }

    /** So many are only counted. */
    void omit(long count) {
        omitted += count;
    }

    /** When the next message may leave; empty if there is nothing to tell. */
    OptionalLong due(Pace pace, long now) {
        if (alerts.isEmpty()) {
            return OptionalLong.empty();
        }
        // of a clock that was set back
        sent.removeIf(time -> time > now || time <= now - HOUR && time <= now - pace.digestMillis());
        long due = Math.min(alerts.peek().timeMillis(), now) + GATHER_MILLIS;
        if (!sent.isEmpty()) {
            due = Math.max(due, sent.peekLast() + pace.digestMillis());
        }
        List<Long> times = new ArrayList<>(sent);
        if (times.size() >= pace.maxPerHour()) {
            due = Math.max(due, times.get(times.size() - pace.maxPerHour()) + HOUR);
        }
        if (retryAt > now + LAST_RETRY) {
            retryAt = now;
        }
        return OptionalLong.of(Math.max(due, retryAt));
    }

    List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    long omitted() {
        return omitted;
    }

    /** These have left. What was pushed out meanwhile was in the message. */
    void sent(Digest digest, long now) {
        int left = 0;
        for (Alert alert : digest.alerts()) {
            left += alerts.removeFirstOccurrence(alert) ? 1 : 0;
        }
        omitted = Math.max(0, omitted - digest.omitted() - (digest.alerts().size() - left));
        sent.add(now);
        failures = 0;
        retryAt = 0;
    }

    /**
     * They could not leave; tried again after 5 s, then after twice as long each time, 15 min at most.
     *
     * @return how often in a row
     */
    int failed(long now) {
        retryAt = now + Math.min(LAST_RETRY, FIRST_RETRY << Math.min(failures, 10));
        return ++failures;
    }

    Kept kept() {
        return new Kept(List.copyOf(alerts), omitted, List.copyOf(sent));
    }
}
