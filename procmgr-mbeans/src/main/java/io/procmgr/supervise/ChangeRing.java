package io.procmgr.supervise;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last changes, for replay. Safe for use by several threads. */
final class ChangeRing {
    /** How many are kept. */
    static final int CAPACITY = 1_000;

    private final Deque<JobChange> changes = new ArrayDeque<>();
    private long last;

    synchronized void add(JobChange change) {
        if (changes.size() == CAPACITY) {
            changes.removeFirst();
        }
        changes.addLast(change);
        last = change.sequence();
    }

    synchronized List<JobChange> after(long since, int max) {
        return changes.stream()
                .filter(change -> change.sequence() > since)
                .limit(Math.max(max, 0))
                .toList();
    }

    synchronized long last() {
        return last;
    }
}
