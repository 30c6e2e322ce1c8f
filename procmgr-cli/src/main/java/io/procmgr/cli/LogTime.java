package io.procmgr.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * Writes the time as {@code 2026-01-31T23:59:59.999+01:00}. All but the milliseconds is kept for the lines of the same
 * second, which are many when many jobs start. Safe for use by several threads.
 */
final class LogTime {
    private static final int DATE_AND_TIME = "2026-01-31T23:59:59".length();

    private volatile Second last = new Second(Long.MIN_VALUE, "", "");

    /** One second, as it is written before and after its milliseconds. */
    private record Second(long number, String dateAndTime, String offset) {}

    /** @param millis since 1970 */
    String text(long millis) {
        Second second = last;
        long number = Math.floorDiv(millis, 1000L);
        if (second.number() != number) {
            second = second(number);
            last = second;
        }
        // 1000 to 1999, of which the first digit gives way to the point
        String fraction = Long.toString(1000 + Math.floorMod(millis, 1000L));
        return second.dateAndTime() + "." + fraction.substring(1) + second.offset();
    }

    private static Second second(long number) {
        OffsetDateTime time = OffsetDateTime.ofInstant(Instant.ofEpochSecond(number), ZoneId.systemDefault());
        String text = time.toLocalDateTime().toString();
        // no seconds are written where there are none
        String dateAndTime = text.length() < DATE_AND_TIME ? text + ":00" : text;
        return new Second(number, dateAndTime, time.getOffset().getId());
    }
}
