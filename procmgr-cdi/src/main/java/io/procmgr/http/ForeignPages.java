package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Tells browsers that pages of the allowed origins may send requests and read the answers (CORS); without cookies. */
final class ForeignPages {
    private static final int NO_CONTENT = 204;

    private final OwnAddresses addresses;

    ForeignPages(OwnAddresses addresses) {
        this.addresses = addresses;
    }

    /** Whether it was a browser's question before the request, and is answered now. The origin has been checked. */
    boolean answers(HttpExchange exchange) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin == null || !addresses.isAllowed(origin)) {
            return false;
        }
        Headers answer = exchange.getResponseHeaders();
        answer.set("Access-Control-Allow-Origin", origin);
        answer.set("Vary", "Origin");
        if (!exchange.getRequestMethod().equals("OPTIONS")
                || !exchange.getRequestHeaders().containsKey("Access-Control-Request-Method")) {
            return false;
        }
        answer.set("Access-Control-Allow-Methods", "GET, POST");
        answer.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
        answer.set("Access-Control-Max-Age", "600");
        exchange.sendResponseHeaders(NO_CONTENT, -1);
        exchange.close();
        return true;
    }
}
