package io.procmgr.state;

import io.procmgr.job.JobName;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A line of the journal: a check sum, a blank, and a text that holds no line end. */
final class JournalLine {
    /** The supervisor ended in good order. */
    static final String ENDED = "ended";

    /** Begins the line that says of which boot the lines after it tell. */
    static final String HEADER = "procmgr-runs ";

    /** Begins the line of a job that is forgotten. */
    static final String REMOVED = "removed ";

    private static final int SUM_LENGTH = 8;
    private static final int HEX = 16;

    private JournalLine() {}

    static String header(String bootId) {
        Fields fields = new Fields();
        fields.put("boot", bootId);
        return HEADER + fields;
    }

    static String removed(JobName job) {
        Fields fields = new Fields();
        fields.put("job", job.value());
        return REMOVED + fields;
    }

    static void append(StringBuilder lines, String text) {
        String sum = Long.toHexString(sum(text));
        for (int missing = sum.length(); missing < SUM_LENGTH; missing++) {
            lines.append('0');
        }
        lines.append(sum).append(' ').append(text).append('\n');
    }

    /**
     * The text of a line.
     *
     * @throws IllegalArgumentException if it is not the line that was written
     */
    static String text(String line) {
        if (line.length() < SUM_LENGTH + 2 || line.charAt(SUM_LENGTH) != ' ') {
            throw new IllegalArgumentException("it is cut off, or no line of a journal");
        }
        String text = line.substring(SUM_LENGTH + 1);
        if (Long.parseLong(line, 0, SUM_LENGTH, HEX) != sum(text)) {
            throw new IllegalArgumentException("its check sum is wrong");
        }
        return text;
    }

    /** CRC-32, not CRC-32C: the JDK makes that by native code from its first call on. */
    private static long sum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
