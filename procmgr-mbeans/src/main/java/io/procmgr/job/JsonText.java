package io.procmgr.job;

/** Judges whether a text is JSON (RFC 8259), without reading it into anything. */
final class JsonText {
    private static final int DEEPEST = 100;
    private static final String ESCAPES = "\"\\/bfnrt";

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** The text, if it is one value of JSON. */
    static String checked(String text) throws BadValue {
        JsonText json = new JsonText(text);
        json.value(0);
        json.blanks();
        if (json.at < text.length()) {
            throw json.wrong("has more behind its end");
        }
        return text;
    }

    private void value(int depth) throws BadValue {
        blanks();
        if (depth > DEEPEST) {
            throw wrong("is nested more than " + DEEPEST + " deep");
        }
        switch (peek()) {
            case '{' -> members('}', true, depth);
            case '[' -> members(']', false, depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void members(char end, boolean named, int depth) throws BadValue {
        at++;
        blanks();
        if (take(end)) {
            return;
        }
        do {
            if (named) {
                blanks();
                string();
                blanks();
                expect(':');
            }
            value(depth + 1);
            blanks();
        } while (take(','));
        expect(end);
    }

    private void string() throws BadValue {
        expect('"');
        while (!take('"')) {
            char c = peek();
            if (c < ' ') {
                throw wrong(at < text.length() ? "has a control character in a string" : "ends in a string");
            }
            at++;
            if (c == '\\' && !take('u')) {
                if (ESCAPES.indexOf(peek()) < 0) {
                    throw wrong("has an unknown escape");
                }
                at++;
            } else if (c == '\\') {
                for (int digit = 0; digit < 4; digit++, at++) {
                    if (Character.digit(peek(), 16) < 0) {
                        throw wrong("has a \\u escape without four hexadecimal digits");
                    }
                }
            }
        }
    }

    private void number() throws BadValue {
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
    }

    private void digits() throws BadValue {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong(at < text.length() ? "has something that is no value" : "ends too early");
        }
    }

    private void word(String word) throws BadValue {
        if (!text.startsWith(word, at)) {
            throw wrong("has something that is no value");
        }
        at += word.length();
    }

    private void expect(char c) throws BadValue {
        if (!take(c)) {
            throw wrong("lacks a " + c);
        }
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The next character; NUL, which no definition holds, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private BadValue wrong(String what) {
        return new BadValue("must be JSON: it " + what + " at character " + (at + 1));
    }
}
