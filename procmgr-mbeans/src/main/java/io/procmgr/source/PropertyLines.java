package io.procmgr.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a properties file into keys and values by the rules of {@link java.util.Properties}, which itself loses the line
 * numbers and the repetitions.
 */
final class PropertyLines {
    private final String text;
    private int at;
    private int line;

    private PropertyLines(String text) {
        this.text = text;
    }

    static List<PropertyLine> read(String text) {
        PropertyLines lines = new PropertyLines(text);
        List<PropertyLine> found = new ArrayList<>();
        while (lines.at < text.length()) {
            String first = lines.natural();
            if (!first.isEmpty() && first.charAt(0) != '#' && first.charAt(0) != '!') {
                int begin = lines.line;
                found.add(split(lines.logical(first), begin));
            }
        }
        return found;
    }

    /** The next line of the file, without leading white space and line end. */
    private String natural() {
        line++;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        int end = at;
        if (at < text.length()) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        return text.substring(start, end);
    }

    /** The line and those that continue it behind a backslash. */
    private String logical(String first) {
        if (!continues(first)) {
            return first;
        }
        StringBuilder logical = new StringBuilder(first);
        String part = first;
        while (continues(part)) {
            logical.setLength(logical.length() - 1);
            part = at < text.length() ? natural() : "";
            logical.append(part);
        }
        return logical.toString();
    }

    private static boolean continues(String part) {
        int backslashes = 0;
        for (int i = part.length() - 1; i >= 0 && part.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static PropertyLine split(String logical, int line) {
        int end = 0;
        while (end < logical.length() && !isBlank(logical.charAt(end)) && !isSeparator(logical.charAt(end))) {
            end += logical.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, logical.length());
        int start = skipBlanks(logical, end);
        if (start < logical.length() && isSeparator(logical.charAt(start))) {
            start = skipBlanks(logical, start + 1);
        }
        return new PropertyLine(logical.substring(0, end), logical.substring(start), line);
    }

    private static int skipBlanks(String logical, int from) {
        int at = from;
        while (at < logical.length() && isBlank(logical.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isSeparator(char c) {
        return c == '=' || c == ':';
    }
}
