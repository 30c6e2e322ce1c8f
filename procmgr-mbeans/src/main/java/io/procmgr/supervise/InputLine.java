package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.nio.charset.StandardCharsets;

/** A line for the standard input of a job. */
final class InputLine {
    /** So much the kernel keeps together, however many write ({@code PIPE_BUF}, {@code man 7 pipe}). */
    static final int MOST_BYTES = 4096;

    private InputLine() {}

    /**
     * The line with its end, in UTF-8.
     *
     * @throws RefusedException if it is not one line of printable characters and tabs, or too long
     */
    static byte[] of(JobName job, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                throw refused(
                        job,
                        "the text holds a control character other than tab (index=" + i + ", code=" + (int) c + ")");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refused(job, "the text holds half a character (index=" + i + ")");
            }
        }
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > MOST_BYTES) {
            throw refused(job, "a line has at most " + MOST_BYTES + " bytes with its end (bytes=" + line.length + ")");
        }
        return line;
    }

    private static RefusedException refused(JobName job, String why) {
        return new RefusedException("cannot write to " + job + ": " + why);
    }
}
