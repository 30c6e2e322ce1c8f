package io.procmgr.output;

/** The words of one line, one after the other. */
final class LineWords {
    private final String line;
    private final String[] words;
    private int at;

    LineWords(String line) {
        this.line = line;
        this.words = line.split(" ", -1);
    }

    String next() throws BadStateException {
        if (at == words.length) {
            throw new BadStateException("a line is too short (line=" + line + ")");
        }
        return words[at++];
    }

    long number() throws BadStateException {
        String word = next();
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new BadStateException("a word is no number (word=" + word + ", line=" + line + ")");
        }
    }

    int integer() throws BadStateException {
        return Math.toIntExact(number());
    }

    void end() throws BadStateException {
        if (at < words.length) {
            throw new BadStateException("a line is too long (line=" + line + ")");
        }
    }
}
