package io.procmgr.source;

/**
 * Cuts the text of a pmtr file in front of every line that begins with the word {@code job}. Wherever such a line stands
 * it begins a job and ends what was before, so that each piece can be read by itself.
 */
final class PmtrPieces {
    private static final String JOB = "job";

    private final String text;
    private int start;
    private int end;
    private int line;
    private int nextLine = 1;

    PmtrPieces(String text) {
        this.text = text;
    }

    /** Goes on to the next piece; false behind the last. */
    boolean next() {
        start = end;
        line = nextLine;
        while (end < text.length() && (end == start || !beginsJob())) {
            int newline = text.indexOf('\n', end);
            end = newline < 0 ? text.length() : newline + 1;
            nextLine++;
        }
        return start < end;
    }

    /** The piece, whole lines. */
    String text() {
        return text.substring(start, end);
    }

    /** Where it begins, from 1. */
    int line() {
        return line;
    }

    private boolean beginsJob() {
        int word = end;
        while (word < text.length() && PmtrTokens.isBlank(text.charAt(word))) {
            word++;
        }
        int behind = word + JOB.length();
        return text.startsWith(JOB, word) && (behind == text.length() || PmtrTokens.isBlank(text.charAt(behind)));
    }
}
