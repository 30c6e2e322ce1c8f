package io.procmgr.supervise;

import io.procmgr.job.RestartRule;
import java.util.ArrayDeque;
import java.util.Deque;

/** The monotonic times of the failures that {@code max-failures} still counts. */
final class FailureWindow {
    private final Deque<Long> times = new ArrayDeque<>(0);

    /** Counts one more; says whether the rule's number is reached. */
    boolean failedAt(long nanos, RestartRule rule) {
        if (rule.maxFailures().isEmpty()) {
            return false;
        }
        int max = rule.maxFailures().getAsInt();
        times.addLast(nanos);
        while (times.size() > max
                || nanos - times.peekFirst() > rule.failureWindow().toNanos()) {
            times.removeFirst();
        }
        return times.size() >= max;
    }

    void clear() {
        times.clear();
    }
}
