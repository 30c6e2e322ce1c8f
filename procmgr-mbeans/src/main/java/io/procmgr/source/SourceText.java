package io.procmgr.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text of a file: UTF-8 with or without a byte order mark. What cannot be read is told with its line. */
final class SourceText {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final char REPLACEMENT = '\uFFFD';

    private SourceText() {}

    /** How many bytes at the beginning of a file are a byte order mark. */
    static int markLength(byte[] bytes) {
        int length = BYTE_ORDER_MARK.length;
        boolean marked = bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
        return marked ? length : 0;
    }

    /** The text of a whole file. */
    static String decode(byte[] bytes, Findings findings) {
        return decode(bytes, markLength(bytes), bytes.length, 1, findings);
    }

    /**
     * The text of some lines; one that is not UTF-8 has replacement characters, so that what follows is judged as well.
     *
     * @param line of the first one, from 1
     */
    static String decode(byte[] bytes, int start, int end, int line, Findings findings) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // it is written so, or stands for what is no character
            findMalformed(bytes, start, end, line, findings);
        }
        if (text.indexOf('\0') >= 0) {
            refuseNul(text, line, findings);
            text = text.replace('\0', REPLACEMENT);
        }
        return text;
    }

    private static void findMalformed(byte[] bytes, int start, int end, int firstLine, Findings findings) {
        int line = firstLine;
        for (int at = start; at < end; line++) {
            int begin = at;
            while (at < end && bytes[at++] != '\n') {}
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, begin, at - begin));
            } catch (CharacterCodingException malformed) {
                findings.error(line, "", "must be UTF-8 text");
            }
        }
    }

    private static void refuseNul(String text, int firstLine, Findings findings) {
        int line = firstLine;
        int counted = 0;
        for (int at = text.indexOf('\0'); at >= 0 && !findings.full(); at = nextLine(text, at)) {
            for (; counted < at; counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            findings.error(line, "", "must not hold a NUL character");
        }
    }

    /** The first NUL behind the line of {@code at}. */
    private static int nextLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? -1 : text.indexOf('\0', end);
    }
}
