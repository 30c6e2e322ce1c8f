package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A line for the standard input of a job. */
final class InputLine {
    /** So much the kernel keeps together, however many write ({@code PIPE_BUF}, {@code man 7 pipe}). */
    static final int MOST_BYTES = 4096;

    private InputLine() {}

    /**
     * Writes it, at once or not at all.
     *
     * @param pipe empty for a job whose input is a file
     * @return what happened, one line
     * @throws RefusedException if it cannot be written
     */
    static String write(JobStatus status, Optional<Path> pipe, String text, Launcher launcher) {
        JobName job = status.name();
        if (pipe.isEmpty()) {
            throw refused(
                    job,
                    "its standard input is a file, not a pipe (stdin="
                            + status.spec().execution().input() + ")");
        }
        byte[] line = of(job, text);
        if (status.pid().isEmpty()) {
            throw refused(job, "it has no process (state=" + status.state() + ")");
        }
        String where = " (pipe=" + pipe.get() + ")";
        try {
            return switch (launcher.write(pipe.get(), line)) {
                case ALL ->
                    job + ": " + line.length + " bytes written to the standard input of pid "
                            + status.pid().getAsLong();
                case NO_ROOM ->
                    throw refused(job, "its standard input is full, since the process does not read it" + where);
                case NO_READER -> throw refused(job, "nobody reads its standard input" + where);
            };
        } catch (IOException e) {
            throw refused(job, e.getMessage() + where);
        }
    }

    /** The line with its end, in UTF-8, if it is one line of printable characters and tabs and not too long. */
    private static byte[] of(JobName job, String text) {
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
