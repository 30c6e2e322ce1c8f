package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;

/** Sends JSON: answers, and refusals in the form that Jolokia gives to errors. */
final class JsonAnswer {
    /** What is still read of a refused body, so that an honest client gets to see the answer. */
    private static final long DRAINED_BYTES = 16L << 20;

    private JsonAnswer() {}

    static void send(HttpExchange exchange, int status, JSONStructure json) throws IOException {
        send(exchange, status, JsonBytes.of(json));
    }

    static void send(HttpExchange exchange, int status, JsonBytes bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.size());
        try (OutputStream body = exchange.getResponseBody()) {
            bytes.writeTo(body);
        }
    }

    static void refuse(HttpExchange exchange, HttpRefusal refusal) throws IOException {
        if (refusal.status() == HttpRefusal.TOO_LARGE) {
            drain(exchange.getRequestBody());
            exchange.getResponseHeaders().set("Connection", "close");
        }
        if (refusal.status() == HttpRefusal.UNAUTHORIZED) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"procmgr\"");
            // a script of a page asks the user itself: the browser would put a dialog of its own before it
            if (!"empty".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Dest"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"procmgr\", charset=\"UTF-8\"");
            }
        }
        send(exchange, refusal.status(), error(refusal.status(), refusal.getMessage()));
        exchange.close();
    }

    static JSONObject error(int status, String message) {
        JSONObject json = new JSONObject();
        json.put("status", status);
        json.put("error_type", SecurityException.class.getName());
        json.put("error", message);
        return json;
    }

    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        long left = DRAINED_BYTES;
        while (left > 0) {
            int read = body.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
