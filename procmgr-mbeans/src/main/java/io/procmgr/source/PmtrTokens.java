package io.procmgr.source;

import io.procmgr.source.PmtrToken.Kind;
import java.util.Set;

/**
 * Cuts a pmtr file into words ({@code tok.c}). White space is blank, tab, CR and LF; {@code #} begins a comment where a
 * word could begin; a quoted word ends on its line and knows no escapes.
 */
final class PmtrTokens {
    /** What is a keyword as the first word of a line. */
    static final Set<String> KEYWORDS = Set.of(
            "job", "name", "user", "cmd", "env", "dir", "out", "err", "in", "order", "disable", "wait", "once",
            "listen", "report", "bounce", "depends", "ulimit", "nice", "cpu");

    private final String text;
    private final Findings findings;
    private int at;
    private int line;
    private boolean startsLine = true;
    private PmtrToken ahead;

    /**
     * Begins.
     *
     * @param text whole lines of a file
     * @param line of the first one in the file, from 1
     */
    PmtrTokens(String text, int line, Findings findings) {
        this.text = text;
        this.line = line;
        this.findings = findings;
        this.ahead = read();
    }

    PmtrToken peek() {
        return ahead;
    }

    PmtrToken next() {
        PmtrToken next = ahead;
        if (next.kind() != Kind.END) {
            ahead = read();
        }
        return next;
    }

    /** Drops the words up to the next keyword, closing brace or end. */
    void skipWords() {
        while (ahead.isValue()) {
            next();
        }
    }

    private PmtrToken read() {
        skipBlanksAndComments();
        if (at == text.length() || findings.full()) {
            return new PmtrToken(Kind.END, "", line, startsLine);
        }
        boolean first = startsLine;
        startsLine = false;
        return text.charAt(at) == '"' ? quoted(first) : word(first);
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (isBlank(c)) {
                if (c == '\n') {
                    line++;
                    startsLine = true;
                }
                at++;
            } else {
                return;
            }
        }
    }

    private PmtrToken quoted(boolean first) {
        int start = at + 1;
        int end = start;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
            end++;
        }
        boolean closed = end < text.length() && text.charAt(end) == '"';
        if (!closed) {
            findings.error(line, "", "has a quote that is not closed on its line");
        }
        at = closed ? end + 1 : end;
        return new PmtrToken(Kind.QUOTED, text.substring(start, end), line, first);
    }

    private PmtrToken word(boolean first) {
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        Kind kind =
                !first ? Kind.WORD : word.equals("}") ? Kind.CLOSE : KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.WORD;
        return new PmtrToken(kind, word, line, first);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
