package io.procmgr.terminal;

/** Times as people read them: the two largest units. */
public final class Durations {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /** Such as {@code 5s}, {@code 2m 03s}, {@code 7h 12m} or {@code 31d 4h}. */
    public static String text(long millis) {
        if (millis < MINUTE) {
            return millis / SECOND + "s";
        }
        if (millis < HOUR) {
            return millis / MINUTE + "m " + two(millis % MINUTE / SECOND) + "s";
        }
        if (millis < DAY) {
            return millis / HOUR + "h " + two(millis % HOUR / MINUTE) + "m";
        }
        return millis / DAY + "d " + millis % DAY / HOUR + "h";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
