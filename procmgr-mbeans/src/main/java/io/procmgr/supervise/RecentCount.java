package io.procmgr.supervise;

import java.util.List;

/**
 * How often something happened in the last ten minutes, kept by the minute: exact to one minute, constant in size.
 *
 * @param minute the newest minute counted, in minutes since 1970
 * @param counts of {@code minute}, the minute before it, and so on; at most ten
 */
public record RecentCount(long minute, List<Integer> counts) {
    public static final RecentCount NONE = new RecentCount(0, List.of());

    private static final int MINUTES = 10;
    private static final long MILLIS = 60_000;

    public RecentCount {
        counts = List.copyOf(counts);
    }

    RecentCount plusOne(long nowMillis) {
        long now = Math.max(nowMillis / MILLIS, minute);
        Integer[] next = new Integer[MINUTES];
        for (int age = 0; age < MINUTES; age++) {
            next[age] = countAt(now - age) + (age == 0 ? 1 : 0);
        }
        return new RecentCount(now, List.of(next));
    }

    /** The count of the ten minutes up to {@code nowMillis}. */
    public int at(long nowMillis) {
        long now = nowMillis / MILLIS;
        int sum = 0;
        for (int age = 0; age < MINUTES; age++) {
            sum += countAt(now - age);
        }
        return sum;
    }

    private int countAt(long wanted) {
        long age = minute - wanted;
        return age >= 0 && age < counts.size() ? counts.get((int) age) : 0;
    }
}
