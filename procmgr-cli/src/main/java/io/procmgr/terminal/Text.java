package io.procmgr.terminal;

import io.procmgr.job.PrintableText;

/** Text that others wrote, as it may be shown; and how wide it is. */
public final class Text {
    private static final String CUT = "…";

    private Text() {}

    /** One line without control characters, but for tabs, which do no harm. */
    public static String line(String text) {
        int tab = text.indexOf('\t');
        if (tab < 0) {
            return PrintableText.of(text);
        }
        return PrintableText.of(text.substring(0, tab)) + "\t" + line(text.substring(tab + 1));
    }

    /** Several lines, each of which is made printable. */
    public static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        for (String line : text.split("\n", -1)) {
            lines.append(lines.length() == 0 ? "" : "\n").append(line(line));
        }
        return lines.toString();
    }

    /** In columns of a terminal. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += width(text.codePointAt(i));
        }
        return width;
    }

    /** Characters of East Asia and pictures take two columns, marks that stand above others none. */
    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x1F900 && c <= 0x1F9FF
                || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    /** The text if it fits into so many columns, else its beginning and {@code …}. */
    public static String fitted(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            used += width(text.codePointAt(i));
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(text.codePointAt(i));
        }
        return kept.append(columns > 0 ? CUT : "").toString();
    }
}
