package io.procmgr.source;

import java.util.Optional;

/**
 * One key and value of a properties file.
 *
 * @param key with its escapes
 * @param value with its escapes
 * @param line where it begins, from 1
 */
record PropertyLine(String key, String value, int line) {

    /** The key as {@link java.util.Properties} would give it; empty if it has a malformed {@code \}{@code u}. */
    Optional<String> plainKey() {
        return unescape(key, false);
    }

    /** The value as {@link java.util.Properties} would give it; empty if it has a malformed {@code \}{@code u}. */
    Optional<String> plainValue() {
        return unescape(value, false);
    }

    /** The same, but {@code \$} keeps its backslash, which tells a dollar sign from a variable. */
    Optional<String> template() {
        return unescape(value, true);
    }

    private static Optional<String> unescape(String escaped, boolean keepDollar) {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\' || ++i == escaped.length()) {
                text.append(c);
                continue;
            }
            char next = escaped.charAt(i);
            if (next == 'u') {
                int unit = hex(escaped, i + 1);
                if (unit < 0) {
                    return Optional.empty();
                }
                text.append((char) unit);
                i += 4;
            } else {
                if (next == '$' && keepDollar) {
                    text.append('\\');
                }
                text.append(control(next));
            }
        }
        return Optional.of(text.toString());
    }

    private static char control(char letter) {
        return switch (letter) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> letter;
        };
    }

    private static int hex(String text, int start) {
        if (start + 4 > text.length()) {
            return -1;
        }
        int unit = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
