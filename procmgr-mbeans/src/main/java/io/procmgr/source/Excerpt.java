package io.procmgr.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Some of the bytes of a file, not copied. Two that hold the same bytes are equal. */
final class Excerpt {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final int hash;

    Excerpt(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        int sum = 0;
        for (int i = start; i < end; i++) {
            sum = 31 * sum + bytes[i];
        }
        this.hash = sum;
    }

    static Excerpt of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Excerpt(bytes, 0, bytes.length);
    }

    /** The text; what cannot be read is told with its line, the first of which is {@code line}. */
    String decode(int line, Findings findings) {
        return SourceText.decode(bytes, start, end, line, findings);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Excerpt excerpt
                && hash == excerpt.hash
                && Arrays.equals(bytes, start, end, excerpt.bytes, excerpt.start, excerpt.end);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
