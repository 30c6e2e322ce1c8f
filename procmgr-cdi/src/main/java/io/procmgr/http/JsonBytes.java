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

    private byte[] bytes = new byte[SHORT_ANSWER];
    private int size;

    private JsonBytes() {}

    static JsonBytes of(Object value) {
        JsonBytes json = new JsonBytes();
        json.value(value);
        return json;
    }

    /** An array that grows by {@link #add}; {@link #end} closes it. */
    static JsonBytes array() {
        JsonBytes json = new JsonBytes();
        json.ascii("[");
        return json;
    }

    void add(Object value) {
        if (size > 1) {
            ascii(",");
        }
        value(value);
    }

    JsonBytes end() {
        ascii("]");
        return this;
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
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        put('"');
        int from = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
                put(utf8, from, i);
                escaped(b);
                from = i + 1;
            }
        }
        put(utf8, from, utf8.length);
        put('"');
    }

    private void escaped(byte b) {
        put('\\');
        switch (b) {
            case '"', '\\' -> put((char) b);
            case '\b' -> put('b');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> ascii(String.format("u%04x", b));
        }
    }

    private void ascii(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        put(ascii, 0, ascii.length);
    }

    private void put(char c) {
        makeRoomFor(1);
        bytes[size++] = (byte) c;
    }

    private void put(byte[] from, int begin, int end) {
        makeRoomFor(end - begin);
        System.arraycopy(from, begin, bytes, size, end - begin);
        size += end - begin;
    }

    private void makeRoomFor(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }
}
