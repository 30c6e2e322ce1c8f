package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.procmgr.http.ConsoleFiles.ConsoleFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * {@code /console/}: the web console. Files that hold no secret and are the same for everybody, so they are served to everybody;
 * what they show comes through {@code /jolokia}, with what the user signs in with.
 */
final class ConsoleRoom implements Room {
    static final String PATH = "/console";

    /** A page of ours loads nothing from elsewhere, runs no script but its files, and is shown within no other page. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final int OK = 200;
    private static final int MOVED = 301;
    private static final int NOT_MODIFIED = 304;
    private static final int NO_BODY = -1;

    private final ConsoleFiles files = new ConsoleFiles();

    @Override
    public void serve(HttpExchange exchange, Role role) throws IOException, HttpRefusal {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            throw new HttpRefusal(HttpRefusal.METHOD_NOT_ALLOWED, "cannot " + method + ": use GET");
        }
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals(PATH)) {
            // relative: a proxy may have put it below a path of its own
            exchange.getResponseHeaders().set("Location", PATH.substring(1) + "/");
            exchange.sendResponseHeaders(MOVED, NO_BODY);
            exchange.close();
            return;
        }
        String name = path.equals(PATH + "/") ? ConsoleFiles.INDEX : nameOf(path);
        ConsoleFile file = files.find(name)
                .orElseThrow(() ->
                        new HttpRefusal(HttpRefusal.NOT_FOUND, "cannot find it: the console is at " + PATH + "/"));
        send(exchange, file, method.equals("HEAD"));
    }

    private static String nameOf(String path) {
        return path.startsWith(PATH + "/") ? path.substring(PATH.length() + 1) : "";
    }

    private static void send(HttpExchange exchange, ConsoleFile file, boolean headOnly) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        Headers answer = exchange.getResponseHeaders();
        answer.set("Content-Type", file.type());
        answer.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        answer.set("Referrer-Policy", "no-referrer");
        answer.set("Cross-Origin-Opener-Policy", "same-origin");
        answer.set("Cross-Origin-Resource-Policy", "same-origin");
        // asked for again each time, and sent only if it is another one: a new release is seen at once
        answer.set("Cache-Control", "no-cache");
        answer.set("ETag", file.etag());
        answer.set("Vary", "Accept-Encoding");
        if (names(asked.getOrDefault("If-None-Match", List.of()), file.etag())) {
            exchange.sendResponseHeaders(NOT_MODIFIED, NO_BODY);
            exchange.close();
            return;
        }
        byte[] content = file.plain();
        if (names(asked.getOrDefault("Accept-Encoding", List.of()), "gzip")) {
            answer.set("Content-Encoding", "gzip");
            content = file.zipped();
        }
        if (headOnly) {
            answer.set("Content-Length", Integer.toString(content.length));
            exchange.sendResponseHeaders(OK, NO_BODY);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(OK, content.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(content);
        }
    }

    /** Whether a header of several words has this one; a weight makes no difference, but 0. */
    private static boolean names(List<String> headers, String wanted) {
        for (String header : headers) {
            for (String word : header.split(",")) {
                String plain = word.strip();
                if (plain.equals(wanted)
                        || plain.equals("W/" + wanted)
                        || plain.startsWith(wanted + ";") && !plain.matches(".*q=0(\\.0*)?")) {
                    return true;
                }
            }
        }
        return false;
    }
}
