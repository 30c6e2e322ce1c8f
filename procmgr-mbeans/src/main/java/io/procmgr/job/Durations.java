package io.procmgr.job;

import java.time.DateTimeException;
import java.time.Duration;

/** Durations as they are written: {@code 500ms 10s 5m 1h 1d}, or ISO-8601 as in {@code PT1M30S}. */
public final class Durations {
    /** About a hundred years, so that no sum of nanoseconds overflows. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** So that a number of days is one of type long. */
    private static final int MOST_DIGITS = 18;

    private Durations() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message says what would be: "must be …"
     */
    public static Duration of(String text) {
        try {
            return parse(text);
        } catch (BadValue e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static Duration parse(String text) throws BadValue {
        try {
            Duration duration = text.startsWith("P") ? Duration.parse(text) : plain(text);
            if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw notADuration();
            }
            return duration;
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw notADuration();
        }
    }

    static Duration moreThanZero(String text) throws BadValue {
        Duration duration = parse(text);
        if (duration.isZero()) {
            throw new BadValue("must be more than 0");
        }
        return duration;
    }

    static Duration atLeastASecond(String text) throws BadValue {
        Duration duration = parse(text);
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new BadValue("must be at least 1s");
        }
        return duration;
    }

    private static Duration plain(String text) throws BadValue {
        int unit = text.length() - (text.endsWith("ms") ? 2 : 1);
        if (unit > MOST_DIGITS || !Numbers.isDigits(text, 0, unit, '9')) {
            throw notADuration();
        }
        long number = Long.parseLong(text.substring(0, unit));
        return switch (text.substring(unit)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw notADuration();
        };
    }

    private static BadValue notADuration() {
        return new BadValue("must be a duration from 0s to 36500d, such as 500ms, 10s, 5m, 1h, 1d or PT1M30S");
    }
}
