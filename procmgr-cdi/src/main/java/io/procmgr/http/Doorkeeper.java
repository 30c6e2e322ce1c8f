package io.procmgr.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.procmgr.http.server.Rank;
import io.procmgr.http.server.Visitor;
import io.procmgr.http.server.WebHandler;
import io.procmgr.jmx.Caller;
import io.procmgr.jmx.Callers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Stands before every room: nobody gets in unaddressed, from a foreign page, or without showing who they are. */
final class Doorkeeper implements WebHandler {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final Login NOBODY = new Login("nobody", Role.VIEWER);

    private final OwnAddresses addresses;
    private final ForeignPages foreign;
    private final Entrance entrance;
    private final Callers callers;
    private final Rooms rooms;
    private final Refusals refusals;
    private final Shares shares = new Shares();

    Doorkeeper(OwnAddresses addresses, Entrance entrance, Callers callers, Rooms rooms, Refusals refusals) {
        this.refusals = refusals;
        this.addresses = addresses;
        this.foreign = new ForeignPages(addresses);
        this.entrance = entrance;
        this.callers = callers;
        this.rooms = rooms;
    }

    @Override
    public void handle(HttpExchange exchange, Visitor visitor) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        answer.set("Cache-Control", "no-store");
        answer.set("X-Content-Type-Options", "nosniff");
        answer.set("X-Frame-Options", "DENY");
        String by = "nobody from HTTP " + peer(exchange);
        try {
            addresses.check(exchange);
            if (foreign.answers(exchange)) {
                return;
            }
            Rooms.Found found = rooms.find(exchange.getRequestURI());
            Optional<Login> login = login(exchange, visitor);
            if (login.isEmpty() && !found.isOpen()) {
                throw new HttpRefusal(HttpRefusal.UNAUTHORIZED, "cannot let you in: a token is needed");
            }
            login.ifPresent(known -> visitor.is(known.role() == Role.OPERATOR ? Rank.HOST : Rank.GUEST));
            by = login.orElse(NOBODY) + " from HTTP " + peer(exchange);
            serve(exchange, found.room(), login);
        } catch (HttpRefusal e) {
            refusals.tell(e, by);
            LOGGER.log(Level.DEBUG, () -> "procmgr HTTP " + peer(exchange) + ": " + e.status() + " " + e.getMessage());
            JsonAnswer.refuse(exchange, e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOGGER.log(Level.WARNING, "procmgr cannot answer an HTTP request of " + peer(exchange), e);
            exchange.close();
        }
    }

    private void serve(HttpExchange exchange, Room room, Optional<Login> known) throws IOException, HttpRefusal {
        Login login = known.orElse(NOBODY);
        // what the console may offer to whoever looks at it
        exchange.getResponseHeaders().set("Procmgr-Role", login.role().id());
        // files and health cost nothing: strangers who do not take their answers keep nobody from them
        Optional<Semaphore> share = known.isPresent() || room instanceof MetricsRoom
                ? Optional.of(shares.take(login.role(), known.isPresent()))
                : Optional.empty();
        String from = "HTTP " + peer(exchange);
        callers.enter(new Caller(login.toString(), from));
        try {
            room.serve(exchange, login.role());
        } finally {
            callers.leave();
            share.ifPresent(Semaphore::release);
        }
    }

    private Optional<Login> login(HttpExchange exchange, Visitor visitor) throws HttpRefusal {
        try {
            return entrance.login(exchange, visitor);
        } catch (LoginRefusedException e) {
            if (e.waitFirst().isEmpty()) {
                throw new HttpRefusal(HttpRefusal.UNAUTHORIZED, e.getMessage());
            }
            long seconds = e.waitFirst().get().toSeconds() + 1;
            exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds));
            throw new HttpRefusal(HttpRefusal.TOO_MANY, e.getMessage());
        }
    }

    private String peer(HttpExchange exchange) {
        return entrance.from(exchange);
    }
}
