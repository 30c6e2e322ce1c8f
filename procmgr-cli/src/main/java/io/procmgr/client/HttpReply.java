package io.procmgr.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An answer by HTTP 1.
 *
 * @param status such as 200
 * @param body as text
 */
record HttpReply(int status, String body) {
    private static final String END = "\r\n\r\n";

    /**
     * Takes apart what came until the connection was closed.
     *
     * @throws IOException if it is no answer by HTTP, or not a whole one
     */
    static HttpReply parse(byte[] bytes) throws IOException {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = all.indexOf(END);
        if (end < 0 || !all.startsWith("HTTP/1.")) {
            throw new IOException(bytes.length == 0 ? "it closed the connection" : "it does not speak HTTP");
        }
        String[] lines = all.substring(0, end).split("\r\n", -1);
        int start = end + END.length();
        int length = bytes.length - start;
        boolean chunked = false;
        for (String line : lines) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:") && number(header.substring(15)) != length) {
                throw new IOException("its answer ends too early");
            }
            chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
        }
        byte[] body = chunked ? joined(all, start) : null;
        return new HttpReply(
                number(lines[0].substring(Math.min(9, lines[0].length())).split(" ", 2)[0]),
                chunked
                        ? new String(body, StandardCharsets.UTF_8)
                        : new String(bytes, start, length, StandardCharsets.UTF_8));
    }

    private static byte[] joined(String all, int start) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = start;
        while (true) {
            int line = all.indexOf("\r\n", at);
            if (line < 0) {
                throw new IOException("its answer ends too early");
            }
            int size = hex(all.substring(at, line).split(";", 2)[0].strip());
            if (size == 0) {
                return body.toByteArray();
            }
            at = line + 2;
            if (size > all.length() - at) {
                throw new IOException("its answer ends too early");
            }
            body.write(all.substring(at, at + size).getBytes(StandardCharsets.ISO_8859_1));
            at += size + 2;
        }
    }

    private static int hex(String text) throws IOException {
        return parsed(text, 16);
    }

    private static int number(String text) throws IOException {
        return parsed(text.strip(), 10);
    }

    private static int parsed(String text, int radix) throws IOException {
        try {
            return Integer.parseUnsignedInt(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("it does not speak HTTP", e);
        }
    }
}
