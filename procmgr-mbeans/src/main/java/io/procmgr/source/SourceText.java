package io.procmgr.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a file: UTF-8 with or without a byte order mark. What cannot be read is told with its line. */
final class SourceText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final char REPLACEMENT = '\uFFFD';

    private SourceText() {}

    /** The text; a line that is not UTF-8 has replacement characters, so that what follows is judged as well. */
    static String decode(byte[] bytes, Findings findings) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // written so, or put in for what is no character
            text = lineByLine(bytes, findings);
        }
        if (text.indexOf('\0') >= 0) {
            refuseNul(text, findings);
            text = text.replace('\0', REPLACEMENT);
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static String lineByLine(byte[] bytes, Findings findings) {
        StringBuilder text = new StringBuilder(bytes.length);
        int line = 1;
        for (int start = 0; start < bytes.length; line++) {
            int end = start;
            while (end < bytes.length && bytes[end++] != '\n') {}
            try {
                text.append(strictly(bytes, start, end - start));
            } catch (CharacterCodingException malformed) {
                findings.error(line, "", "must be UTF-8 text");
                text.append(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            }
            start = end;
        }
        return text.toString();
    }

    private static String strictly(byte[] bytes, int start, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, start, length))
                .toString();
    }

    private static void refuseNul(String text, Findings findings) {
        int line = 1;
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
