package io.procmgr.job;

import java.util.regex.Pattern;

/** Strict numbers: ASCII digits and nothing behind them, and a range that the message names. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern OCTAL = Pattern.compile("0{0,9}[0-7]{1,3}");

    private Numbers() {}

    static long whole(String text, long min, long max) throws BadValue {
        if (WHOLE.matcher(text).matches()) {
            try {
                long number = Long.parseLong(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException tooBig) {
                throw new BadValue(wholeFrom(min, max));
            }
        }
        throw new BadValue(wholeFrom(min, max));
    }

    static int integer(String text, int min, int max) throws BadValue {
        return (int) whole(text, min, max);
    }

    static double decimal(String text, double min, double max) throws BadValue {
        if (DECIMAL.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new BadValue("must be a number from " + plain(min) + " to " + plain(max));
    }

    /** A file mode or mask, 0 to 0777. */
    static int mode(String text) throws BadValue {
        if (OCTAL.matcher(text).matches()) {
            return Integer.parseInt(text, 8);
        }
        throw new BadValue("must be an octal number from 0 to 0777");
    }

    private static String wholeFrom(long min, long max) {
        return "must be a whole number from " + min + " to " + max;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
