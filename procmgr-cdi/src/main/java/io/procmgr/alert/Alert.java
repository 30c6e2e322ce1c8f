package io.procmgr.alert;

import io.procmgr.job.PrintableText;
import java.util.Objects;

/**
 * One thing to be told. All texts are one line without control characters, however hostile a job's name or output is.
 *
 * @param timeMillis wall clock
 * @param job its name; empty for a test
 * @param trigger the word of what happened, such as {@code back-off}
 * @param text in words, at most 500 characters
 */
record Alert(long timeMillis, String job, String trigger, String text) {
    private static final int LONGEST = 500;

    Alert {
        Objects.requireNonNull(trigger, "trigger");
        job = shortened(job);
        text = shortened(text);
    }

    private static String shortened(String text) {
        String line = PrintableText.of(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
