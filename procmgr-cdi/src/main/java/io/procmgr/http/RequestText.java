package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jolokia.json.JSONStructure;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** The parts of a request: the path below the room's own, the parameters, the body. What is doubtful is refused. */
final class RequestText {
    private static final int MAX_BODY = 1 << 20;
    private static final int MAX_DEPTH = 64;

    /** A request in a parameter and a script around the answer: ways round the checks that nobody needs. */
    private static final Set<String> REFUSED_PARAMETERS = Set.of("p", "callback");

    /** Telegraf posts what it wants to read to {@code /read}; what is asked for stands in the body alone, as with Jolokia. */
    private static final Set<String> POSTED_TO = Set.of("", "/", "/read");

    private final HttpExchange exchange;
    private final String path;
    private final Map<String, String[]> parameters;

    RequestText(HttpExchange exchange, String room) throws HttpRefusal {
        this.exchange = exchange;
        URI uri = exchange.getRequestURI();
        this.path = below(uri.getRawPath(), room);
        this.parameters = parameters(uri.getRawQuery());
    }

    /** Decoded, with the slash it begins with; empty for the room itself. */
    String path() {
        return path;
    }

    Map<String, String[]> parameters() {
        return parameters;
    }

    /** The body as JSON, an object or an array. */
    JSONStructure body() throws IOException, HttpRefusal {
        if (!POSTED_TO.contains(path)) {
            throw new HttpRefusal(HttpRefusal.NOT_FOUND, "cannot POST to a path below " + JolokiaRoom.PATH);
        }
        byte[] bytes = bytes();
        checkDepth(bytes);
        try (Reader reader =
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder())) {
            if (new JSONParser().parse(reader) instanceof JSONStructure json) {
                return json;
            }
        } catch (ParseException | CharacterCodingException | RuntimeException e) {
            throw new HttpRefusal(HttpRefusal.BAD_REQUEST, "cannot understand the body: " + e.getMessage());
        }
        throw new HttpRefusal(HttpRefusal.BAD_REQUEST, "cannot understand the body: a JSON object or array");
    }

    private byte[] bytes() throws IOException, HttpRefusal {
        InputStream body = exchange.getRequestBody();
        byte[] bytes = body.readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new HttpRefusal(HttpRefusal.TOO_LARGE, "cannot take a body of more than " + MAX_BODY + " bytes");
        }
        return bytes;
    }

    /** What is nested without end is walked by recursion further in, and would end in a stack overflow. */
    private static void checkDepth(byte[] json) throws HttpRefusal {
        int depth = 0;
        boolean inText = false;
        boolean escaped = false;
        for (byte b : json) {
            if (inText) {
                inText = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                inText = true;
            } else if (b == '[' || b == '{') {
                depth++;
            } else if (b == ']' || b == '}') {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw new HttpRefusal(HttpRefusal.BAD_REQUEST, "cannot take JSON nested deeper than " + MAX_DEPTH);
            }
        }
    }

    private static String below(String raw, String room) throws HttpRefusal {
        String rest = raw.startsWith(room) ? raw.substring(room.length()) : "?";
        if (!rest.isEmpty() && !rest.startsWith("/")) {
            throw new HttpRefusal(HttpRefusal.NOT_FOUND, "cannot find it: there is " + room);
        }
        return decoded(rest.replace("+", "%2B"));
    }

    private static Map<String, String[]> parameters(String query) throws HttpRefusal {
        Map<String, String[]> parameters = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (REFUSED_PARAMETERS.contains(name)) {
                throw new HttpRefusal(HttpRefusal.FORBIDDEN, "cannot take parameter " + name);
            }
            if (equals >= 0) {
                parameters.putIfAbsent(name, new String[] {decoded(pair.substring(equals + 1))});
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws HttpRefusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(HttpRefusal.BAD_REQUEST, "cannot decode the URL: " + e.getMessage());
        }
    }
}
