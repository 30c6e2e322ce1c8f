package io.procmgr.job;

/** Plain text of a definition: what no text of a job may hold. */
final class Texts {
    private Texts() {}

    /** The text, if the system can take it as an argument, a path or a variable. */
    static String checked(String text) throws BadValue {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new BadValue("must not hold a NUL character");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new BadValue("must not hold half a character (an unpaired surrogate)");
            }
        }
        return text;
    }

    static String filled(String text) throws BadValue {
        if (text.isEmpty()) {
            throw new BadValue("must not be empty");
        }
        return text;
    }
}
