package io.procmgr.job;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written: {@code 500ms 10s 5m 1h 1d}, or ISO-8601 as in {@code PT1M30S}. */
final class Durations {
    /** About a hundred years, so that no sum of nanoseconds overflows. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern PLAIN = Pattern.compile("([0-9]{1,18})(ms|s|m|h|d)");

    private Durations() {}

    static Duration parse(String text) throws BadValue {
        try {
            Matcher plain = PLAIN.matcher(text);
            Duration duration;
            if (plain.matches()) {
                duration = plain(Long.parseLong(plain.group(1)), plain.group(2));
            } else if (text.startsWith("P")) {
                duration = Duration.parse(text);
            } else {
                throw notADuration();
            }
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

    private static Duration plain(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static BadValue notADuration() {
        return new BadValue("must be a duration from 0s to 36500d, such as 500ms, 10s, 5m, 1h, 1d or PT1M30S");
    }
}
