package io.procmgr.job;

import java.util.regex.Pattern;

/** Text that other people or their programs wrote, made safe to show on a terminal and in a log line. */
public final class PrintableText {
    /** ECMA-48 control sequences: colours, cursor moves. */
    private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");

    /** Controls, and format characters, which can turn the direction of writing. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private PrintableText() {}

    /** The text without control sequences, control characters and format characters: one line, in the order it is read. */
    public static String of(String text) {
        return isPlain(text) ? text : withoutControls(text);
    }

    /** Nearly every line is: to find that out costs less than to search it for patterns. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' && c != '→' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static String withoutControls(String text) {
        return CONTROL.matcher(CONTROL_SEQUENCE.matcher(text).replaceAll("")).replaceAll("");
    }
}
