package io.procmgr.http.server;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A request without its body. What two readers could understand in two ways is refused: that is how requests are smuggled
 * past a proxy (RFC 9112, sections 5.1, 6.3 and 11.2).
 *
 * @param length of the body; -1: it comes in chunks
 * @param lasting whether the client may send another request afterwards
 * @param awaitsContinue whether the client waits to be told to send the body
 */
record RequestHead(
        String method,
        URI target,
        String protocol,
        Headers headers,
        long length,
        boolean lasting,
        boolean awaitsContinue) {
    private static final int LONGEST_METHOD = 16;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    boolean isOld() {
        return protocol.equals("HTTP/1.0");
    }

    static RequestHead read(InputStream in) throws IOException {
        HeadReader reader = new HeadReader(in, Limits.HEAD_BYTES);
        String line = reader.line();
        if (line.isEmpty()) {
            // RFC 9112, 2.2: an empty line before a request is to be passed over
            line = reader.line();
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !isToken(words[0]) || words[0].length() > LONGEST_METHOD) {
            throw malformed("the request line is not METHOD TARGET HTTP/1.1");
        }
        if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
            throw words[2].matches("HTTP/[0-9]\\.[0-9]")
                    ? new BadRequestException(BadRequestException.VERSION, "it is to be HTTP/1.1")
                    : malformed("the request line is not METHOD TARGET HTTP/1.1");
        }
        return of(words, headers(reader));
    }

    private static Headers headers(HeadReader reader) throws IOException {
        Headers headers = new Headers();
        int count = 0;
        for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || !isToken(line.substring(0, colon))) {
                throw malformed("a header is not NAME: VALUE");
            }
            if (++count > Limits.HEADERS) {
                throw new BadRequestException(BadRequestException.TOO_LARGE, "too many headers");
            }
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static RequestHead of(String[] words, Headers headers) throws BadRequestException {
        boolean old = words[2].equals("HTTP/1.0");
        List<String> lengths = headers.getOrDefault("Content-Length", List.of());
        List<String> codings = headers.getOrDefault("Transfer-Encoding", List.of());
        if (lengths.size() > 1 || codings.size() > 1 || !codings.isEmpty() && (old || !lengths.isEmpty())) {
            throw malformed("the length of the body is told twice");
        }
        if (!codings.isEmpty() && !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new BadRequestException(BadRequestException.NOT_IMPLEMENTED, "a coding other than chunked");
        }
        String connection = headers.getOrDefault("Connection", List.of()).stream()
                .reduce("", (all, one) -> all + "," + one)
                .toLowerCase(Locale.ROOT);
        String expect = String.join(",", headers.getOrDefault("Expect", List.of()));
        if (!expect.isEmpty() && !expect.equalsIgnoreCase("100-continue")) {
            throw new BadRequestException(BadRequestException.EXPECTATION, "an expectation other than 100-continue");
        }
        long length = !codings.isEmpty() ? -1 : lengths.isEmpty() ? 0 : length(lengths.get(0));
        return new RequestHead(
                words[0],
                target(words[1]),
                words[2],
                headers,
                length,
                old ? connection.contains("keep-alive") : !connection.contains("close"),
                !expect.isEmpty() && !old && length != 0);
    }

    private static long length(String text) throws BadRequestException {
        if (!LENGTH.matcher(text).matches()) {
            throw malformed("the length of the body is no number");
        }
        return Long.parseLong(text);
    }

    private static URI target(String text) throws BadRequestException {
        try {
            if (text.chars().allMatch(c -> c > ' ' && c <= '~')) {
                return new URI(text);
            }
        } catch (URISyntaxException e) {
            throw malformed("the target is no URI");
        }
        throw malformed("the target is no URI");
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || TOKEN_MARKS.indexOf(c) >= 0);
    }

    private static BadRequestException malformed(String message) {
        return new BadRequestException(BadRequestException.MALFORMED, message);
    }
}
