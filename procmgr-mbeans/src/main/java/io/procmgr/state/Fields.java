package io.procmgr.state;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Named values on one line: {@code name=value name=value}; blanks, line ends, {@code %} and what is not ASCII as {@code %XX}. */
final class Fields {
    private static final int HEX = 16;

    private final StringBuilder line = new StringBuilder(200);
    private final Map<String, String> values;

    /** To be written. */
    Fields() {
        this(Map.of());
    }

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException if the line is not of that form */
    static Fields parse(String line) {
        Fields fields = new Fields(new HashMap<>());
        int start = 0;
        while (start < line.length()) {
            int end = line.indexOf(' ', start);
            end = end < 0 ? line.length() : end;
            int equals = line.indexOf('=', start);
            if (equals <= start || equals >= end) {
                throw new IllegalArgumentException("not name=value (column=" + (start + 1) + ")");
            }
            fields.values.put(line.substring(start, equals), decoded(line, equals + 1, end));
            start = end + 1;
        }
        return fields;
    }

    void put(String name, String value) {
        name(name);
        encode(value);
    }

    /** A value that is known to need no encoding. */
    void putPlain(String name, String value) {
        name(name);
        line.append(value);
    }

    void put(String name, long value) {
        name(name);
        line.append(value);
    }

    private void name(String name) {
        if (line.length() > 0) {
            line.append(' ');
        }
        line.append(name).append('=');
    }

    /** Unless it is 0. */
    void putIf(String name, long value) {
        if (value != 0) {
            put(name, value);
        }
    }

    /** Unless it is empty. */
    void putIf(String name, String value) {
        if (!value.isEmpty()) {
            put(name, value);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** @throws IllegalArgumentException if it is missing */
    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    String textOr(String name) {
        return values.getOrDefault(name, "");
    }

    /** @throws IllegalArgumentException if it is missing or no number, or negative */
    long number(String name) {
        long number = Long.parseLong(text(name));
        if (number < 0) {
            throw new IllegalArgumentException(name + " is negative (" + name + "=" + number + ")");
        }
        return number;
    }

    long numberOr(String name) {
        return has(name) ? number(name) : 0;
    }

    private void encode(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c == '%' || c >= 0x7f) {
                encodeRest(value.substring(i));
                return;
            }
            line.append(c);
        }
    }

    private void encodeRest(String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b <= ' ' || b == '%' || b == 0x7f) {
                line.append('%')
                        .append(Character.forDigit((b >> 4) & 0xf, HEX))
                        .append(Character.forDigit(b & 0xf, HEX));
            } else {
                line.append((char) b);
            }
        }
    }

    private static String decoded(String line, int from, int to) {
        int percent = line.indexOf('%', from);
        if (percent < 0 || percent >= to) {
            return line.substring(from, to);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c == '%') {
                if (i + 2 >= to) {
                    throw new IllegalArgumentException("an encoded character is cut off");
                }
                bytes.write(Integer.parseInt(line, i + 1, i + 3, HEX));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
