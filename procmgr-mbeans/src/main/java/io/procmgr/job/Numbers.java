package io.procmgr.job;

/** Strict numbers: ASCII digits and nothing behind them, and a range that the message names. */
final class Numbers {
    /** Of each part of a decimal number. */
    private static final int MOST_DIGITS = 9;

    /** With leading zeros. */
    private static final int MOST_OCTAL_DIGITS = 12;

    private Numbers() {}

    static long whole(String text, long min, long max) throws BadValue {
        int sign = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        if (isDigits(text, sign, text.length(), '9')) {
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
        int dot = text.indexOf('.');
        int whole = dot < 0 ? text.length() : dot;
        if (isPart(text, 0, whole) && (dot < 0 || isPart(text, dot + 1, text.length()))) {
            double number = Double.parseDouble(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new BadValue("must be a number from " + plain(min) + " to " + plain(max));
    }

    /** A file mode or mask, 0 to 0777. */
    static int mode(String text) throws BadValue {
        if (text.length() <= MOST_OCTAL_DIGITS && isDigits(text, 0, text.length(), '7')) {
            long mode = Long.parseLong(text, 8);
            if (mode <= 0777) {
                return (int) mode;
            }
        }
        throw new BadValue("must be an octal number from 0 to 0777");
    }

    private static boolean isPart(String text, int start, int end) {
        return end - start <= MOST_DIGITS && isDigits(text, start, end, '9');
    }

    /** Whether there is at least one character and all are digits up to {@code highest}. */
    static boolean isDigits(String text, int start, int end, char highest) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > highest) {
                return false;
            }
        }
        return start < end;
    }

    private static String wholeFrom(long min, long max) {
        return "must be a whole number from " + min + " to " + max;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
