package io.procmgr.http;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import javax.management.openmbean.CompositeData;

/**
 * A value as JSON in UTF-8: maps, collections, arrays, open data, numbers, booleans; anything else as a text. Jolokia's own
 * writer makes an array, a builder and a string of every text on its way to an encoder.
 */
final class JsonBytes {
    private static final int SHORT_ANSWER = 512;

    /** The server keeps a buffer twice as large as the longest piece for each connection. */
    private static final int PIECE = 16 << 10;

    private static final String HEX = "0123456789abcdef";

    private byte[] bytes = new byte[SHORT_ANSWER];
    private int size;

    private JsonBytes() {}

    static JsonBytes of(Object value) {
        JsonBytes json = new JsonBytes();
        json.value(value);
        return json;
    }

    int size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        for (int from = 0; from < size; from += PIECE) {
            out.write(bytes, from, Math.min(PIECE, size - from));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private void value(Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            ascii(String.valueOf(value));
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof CompositeData data) {
            composite(data);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Collection<?> collection) {
            array(collection.toArray());
        } else if (value.getClass().isArray()) {
            array(value);
        } else {
            text(value.toString());
        }
    }

    /** As Jolokia tells it: a floating point number by the digits that Java shows. */
    private void number(Number number) {
        boolean floating = number instanceof Double || number instanceof Float;
        if (!floating) {
            ascii(number.toString());
        } else {
            ascii(Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()).toString() : "null");
        }
    }

    private void composite(CompositeData data) {
        char before = '{';
        for (String key : data.getCompositeType().keySet()) {
            put(before);
            text(key);
            put(':');
            value(data.get(key));
            before = ',';
        }
        put('}');
    }

    private void map(Map<?, ?> map) {
        put('{');
        String between = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            ascii(between);
            text(entry.getKey() == null ? "" : entry.getKey().toString());
            put(':');
            value(entry.getValue());
            between = ",";
        }
        put('}');
    }

    private void array(Object array) {
        put('[');
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                put(',');
            }
            value(Array.get(array, i));
        }
        put(']');
    }

    private void text(String text) {
        put('"');
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                put(c);
            } else if (c < 0x80) {
                escaped(c);
            } else {
                int end = Character.isHighSurrogate(c) && i + 1 < length ? i + 2 : i + 1;
                encoded(text.substring(i, end));
                i = end - 1;
            }
        }
        put('"');
    }

    private void escaped(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                ascii("u00");
                put(HEX.charAt(c >> 4));
                put(HEX.charAt(c & 0xf));
            }
        }
    }

    private void encoded(String foreign) {
        for (byte b : foreign.getBytes(StandardCharsets.UTF_8)) {
            put((char) b);
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(char c) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) c;
    }
}
