package io.procmgr.source;

/**
 * Cuts a pmtr file in front of every line that begins with the word {@code job}. Wherever such a line stands it begins a
 * job and ends what was before, so that each piece can be read by itself, and need not be read if it is known.
 */
final class PmtrPieces {
    private final byte[] bytes;
    private int start;
    private int end;
    private int line;
    private int nextLine = 1;

    /** Begins in front of the first piece, behind a byte order mark. */
    PmtrPieces(byte[] bytes) {
        this.bytes = bytes;
        this.end = SourceText.markLength(bytes);
    }

    /** Goes on to the next piece; false behind the last. */
    boolean next() {
        start = end;
        line = nextLine;
        while (end < bytes.length && (end == start || !beginsJob())) {
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            end = Math.min(end + 1, bytes.length);
            nextLine++;
        }
        return start < end;
    }

    /** The piece, whole lines. */
    Excerpt excerpt() {
        return new Excerpt(bytes, start, end);
    }

    /** Where it begins, from 1. */
    int line() {
        return line;
    }

    private boolean beginsJob() {
        int word = end;
        while (isBlank(word) && bytes[word] != '\n') {
            word++;
        }
        return word + 3 <= bytes.length
                && bytes[word] == 'j'
                && bytes[word + 1] == 'o'
                && bytes[word + 2] == 'b'
                && (word + 3 == bytes.length || isBlank(word + 3));
    }

    private boolean isBlank(int at) {
        return at < bytes.length && PmtrTokens.isBlank((char) bytes[at]);
    }
}
