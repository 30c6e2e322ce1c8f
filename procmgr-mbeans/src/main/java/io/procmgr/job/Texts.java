package io.procmgr.job;

import java.util.ArrayList;
import java.util.List;

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

    /** The items of a list with blanks or single commas between; an empty one where two commas follow each other. */
    static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && text.charAt(at) != ',' && !isBlank(text.charAt(at))) {
                at++;
            }
            items.add(text.substring(start, at));
            int comma = skipBlanks(text, at);
            boolean separated = comma < text.length() && text.charAt(comma) == ',';
            at = separated ? skipBlanks(text, comma + 1) : comma;
            if (separated && at == text.length()) {
                items.add("");
            }
        }
        return items;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static String filled(String text) throws BadValue {
        if (text.isEmpty()) {
            throw new BadValue("must not be empty");
        }
        return text;
    }
}
