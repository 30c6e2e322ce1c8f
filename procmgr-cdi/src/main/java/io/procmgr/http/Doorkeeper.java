package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.procmgr.jmx.Caller;
import io.procmgr.jmx.Callers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Stands before every handler: nobody gets in unaddressed, from a foreign page, or without a token. */
final class Doorkeeper implements HttpHandler {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final Login NOBODY = new Login("nobody", Role.VIEWER);

    private final OwnAddresses addresses;
    private final Credentials credentials;
    private final boolean open;
    private final Callers callers;
    private final Room room;

    /** @param open whether who shows nothing is a viewer; a wrong token opens nothing */
    Doorkeeper(OwnAddresses addresses, Credentials credentials, boolean open, Callers callers, Room room) {
        this.addresses = addresses;
        this.credentials = credentials;
        this.open = open;
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
            Login login = login(exchange);
            // what the console may offer to whoever looks at it
            answer.set("Procmgr-Role", login.role().id());
            callers.enter(new Caller(login.toString(), "HTTP " + peer(exchange)));
            try {
                room.serve(exchange, login.role());
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

    private Login login(HttpExchange exchange) throws HttpRefusal {
        try {
            Optional<Login> login = credentials.login(
                    exchange.getRequestHeaders(),
                    exchange.getRemoteAddress().getAddress().getHostAddress());
            if (login.isPresent() || open) {
                return login.orElse(NOBODY);
            }
            throw new HttpRefusal(HttpRefusal.UNAUTHORIZED, "cannot let you in: a token is needed");
        } catch (LoginRefusedException e) {
            if (e.waitFirst().isEmpty()) {
                throw new HttpRefusal(HttpRefusal.UNAUTHORIZED, e.getMessage());
            }
            long seconds = e.waitFirst().get().toSeconds() + 1;
            exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
            throw new HttpRefusal(HttpRefusal.TOO_MANY, e.getMessage());
        }
    }

    private static String peer(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress() + ":"
                + exchange.getRemoteAddress().getPort();
    }
}
