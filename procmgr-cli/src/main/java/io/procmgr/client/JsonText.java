package io.procmgr.client;

import java.util.Collection;
import java.util.Map;

/**
 * Writes JSON in one line. Everything that is not to be seen is escaped, so that no text can do anything to a terminal; the
 * writer that Jolokia brings makes {@code \}{@code u001;} of an escape character.
 */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /**
     * Writes maps, collections, numbers, booleans and null as such, anything else as the text that it says it is.
     *
     * @param value a map's keys are taken as text
     */
    public static String of(Object value) {
        JsonText json = new JsonText();
        json.write(value);
        return json.text.toString();
    }

    private void write(Object value) {
        if (value instanceof Map<?, ?> map) {
            char before = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(before);
                string(String.valueOf(entry.getKey()));
                text.append(':');
                write(entry.getValue());
                before = ',';
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> collection) {
            char before = '[';
            for (Object element : collection) {
                text.append(before);
                write(element);
                before = ',';
            }
            text.append(collection.isEmpty() ? "[]" : "]");
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void string(String plain) {
        text.append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c <= '~' || c > 0x9f && isSeen(c)) {
                text.append(c);
            } else {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(HEX.charAt(c >> shift & 0xf));
                }
            }
        }
        text.append('"');
    }

    private static boolean isSeen(char c) {
        int type = Character.getType(c);
        return type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }
}
