package io.procmgr.terminal;

/** Colours of ECMA-48 that can be read on dark and on light. */
public enum Colour {
    PLAIN(""),
    GOOD("32"),
    BUSY("33"),
    BAD("31"),
    QUIET("2"),
    TITLE("1");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    /** The text in this colour. */
    String paint(String text) {
        return code.isEmpty() || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
