package io.procmgr.job;

/** Sizes as they are written: {@code 65536 64k 10m 1g}, in multiples of 1024. */
final class Sizes {
    private static final long LARGEST = 1L << 40;
    private static final int MOST_DIGITS = 13;

    private Sizes() {}

    static long parse(String text, long least) throws BadValue {
        int digits = text.length();
        int shift = 0;
        if (digits > 0) {
            shift = shift(text.charAt(digits - 1));
            digits -= shift > 0 ? 1 : 0;
        }
        if (digits > MOST_DIGITS || !Numbers.isDigits(text, 0, digits, '9')) {
            throw bad(least);
        }
        long number = Long.parseLong(text.substring(0, digits));
        if (number > LARGEST >> shift || number << shift < least) {
            throw bad(least);
        }
        return number << shift;
    }

    private static int shift(char unit) {
        return switch (unit) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 0;
        };
    }

    private static BadValue bad(long least) {
        return new BadValue("must be a size from " + (least >> 10) + "k to 1024g, such as 512k, 10m or 1g");
    }
}
