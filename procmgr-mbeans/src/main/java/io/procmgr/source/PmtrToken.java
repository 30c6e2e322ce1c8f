package io.procmgr.source;

/**
 * A word of a pmtr file.
 *
 * @param kind what it is
 * @param text without quotes
 * @param line where it begins, from 1
 * @param startsLine whether only white space precedes it on its line
 */
record PmtrToken(Kind kind, String text, int line, boolean startsLine) {
    enum Kind {
        /** An ordinary word. */
        WORD,
        /** A word in double quotes: never a keyword or brace. */
        QUOTED,
        /** A keyword, as the first word of its line. */
        KEYWORD,
        /** A closing brace, as the first word of its line. */
        CLOSE,
        /** The end of the file. */
        END
    }

    boolean isValue() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** Whether it is exactly this word, without quotes. */
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equals(word);
    }
}
