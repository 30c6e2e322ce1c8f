package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.procmgr.jmx.Caller;
import io.procmgr.jmx.Callers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Stands before every handler: nobody gets in unaddressed, from a foreign page, or without a token. */
final class Doorkeeper implements HttpHandler {
    private static final Logger LOGGER = System.getLogger("procmgr");

    private final OwnAddresses addresses;
    private final Credentials credentials;
    private final Callers callers;
    private final Room room;

    Doorkeeper(OwnAddresses addresses, Credentials credentials, Callers callers, Room room) {
        this.addresses = addresses;
        this.credentials = credentials;
        this.callers = callers;
        this.room = room;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        answer.set("Cache-Control", "no-store");
        answer.set("X-Content-Type-Options", "nosniff");
        answer.set("X-Frame-Options", "DENY");
        try {
            addresses.check(exchange.getRequestURI(), exchange.getRequestHeaders());
            Role role = credentials
                    .role(exchange.getRequestHeaders())
                    .orElseThrow(
                            () -> new HttpRefusal(HttpRefusal.UNAUTHORIZED, "cannot let you in: a token is needed"));
            callers.enter(new Caller(role.id(), "HTTP " + peer(exchange)));
            try {
                room.serve(exchange, role);
            } finally {
                callers.leave();
            }
        } catch (HttpRefusal e) {
            LOGGER.log(Level.DEBUG, () -> "procmgr HTTP " + peer(exchange) + ": " + e.status() + " " + e.getMessage());
            JsonAnswer.refuse(exchange, e);
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.log(Level.WARNING, "procmgr cannot answer an HTTP request of " + peer(exchange), e);
            exchange.close();
        }
    }

    private static String peer(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress() + ":"
                + exchange.getRemoteAddress().getPort();
    }
}
