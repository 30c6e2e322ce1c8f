package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.request.JolokiaNotificationRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.request.notification.NotificationCommandType;

/**
 * {@code /jolokia}: JMX over HTTP. Each request is parsed once, judged, and executed as parsed. A refused one answers HTTP
 * 403; within a bulk it is one more answer, with 403 in its body.
 */
final class JolokiaRoom implements Room {
    static final String PATH = "/jolokia";

    private static final int OK = 200;

    /** All answers are held in memory until the last is there. */
    private static final int MOST_IN_BULK = 1_000;

    /** When so much has been answered, the other requests in a bulk are not. */
    private static final int BULK_BYTES = 8 << 20;

    /** Bulks of viewers that are answered at once, so that they cannot take all memory; the others wait for a while. */
    private static final int BULKS = 4;

    private static final int PATIENCE_SECONDS = 10;

    private final JolokiaEngine engine;
    private final AccessRules rules;
    private final KnownReads reads = new KnownReads();
    private final Semaphore viewers = new Semaphore(BULKS);
    private final Refusals refusals;

    JolokiaRoom(JolokiaEngine engine, Refusals refusals) {
        this.engine = engine;
        this.refusals = refusals;
        this.rules = new AccessRules(engine.mbeans());
    }

    @Override
    public void serve(HttpExchange exchange, Role role) throws IOException, HttpRefusal {
        switch (exchange.getRequestMethod()) {
            case "GET" -> get(exchange, role);
            case "POST" -> JsonAnswer.send(exchange, OK, post(new RequestText(exchange, PATH), role));
            default -> {
                exchange.getResponseHeaders().set("Allow", "GET, POST");
                throw new HttpRefusal(
                        HttpRefusal.METHOD_NOT_ALLOWED, "cannot " + exchange.getRequestMethod() + ": use GET or POST");
            }
        }
    }

    private void get(HttpExchange exchange, Role role) throws IOException, HttpRefusal {
        JolokiaRequest request = reads.get(exchange.getRequestURI(), () -> {
            RequestText text = new RequestText(exchange, PATH);
            return engine.parsePath(text.path(), text.parameters());
        });
        check(request, role);
        Optional<JSONObject> answer = isOpen(request)
                ? engine.openStream((JolokiaNotificationRequest) request, exchange)
                : Optional.of(engine.execute(request, role));
        if (answer.isPresent()) {
            JsonAnswer.send(exchange, OK, answer.get());
        }
    }

    private JsonBytes post(RequestText text, Role role) throws IOException, HttpRefusal {
        JSONStructure body = text.body();
        if (body instanceof JSONObject single) {
            JolokiaRequest request = engine.parseJson(single, text.parameters());
            check(request, role);
            return JsonBytes.of(engine.execute(request, role));
        }
        JSONArray bulk = (JSONArray) body;
        if (bulk.size() > MOST_IN_BULK) {
            throw new HttpRefusal(
                    HttpRefusal.TOO_LARGE, "cannot take " + bulk.size() + " requests at once: at most " + MOST_IN_BULK);
        }
        if (role == Role.OPERATOR) {
            return answers(bulk, text, role);
        }
        try {
            if (!viewers.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new HttpRefusal(
                        HttpRefusal.UNAVAILABLE,
                        "cannot take this bulk of requests: " + BULKS + " of viewers are being answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpRefusal(HttpRefusal.UNAVAILABLE, "cannot answer: the door is being closed");
        }
        try {
            return answers(bulk, text, role);
        } finally {
            viewers.release();
        }
    }

    private JsonBytes answers(JSONArray bulk, RequestText text, Role role) throws HttpRefusal {
        JsonBytes answers = JsonBytes.array();
        for (Object each : bulk) {
            if (!(each instanceof JSONObject one)) {
                throw new HttpRefusal(HttpRefusal.BAD_REQUEST, "cannot understand the request: an array of objects");
            }
            answers.add(
                    answers.size() < BULK_BYTES
                            ? answer(one, text, role)
                            : JsonAnswer.error(
                                    HttpRefusal.TOO_LARGE,
                                    "cannot answer: the answers before it are too long (most=" + BULK_BYTES + ")"));
        }
        return answers.end();
    }

    private JSONObject answer(JSONObject one, RequestText text, Role role) {
        try {
            JolokiaRequest request = engine.parseJson(one, text.parameters());
            check(request, role);
            return engine.execute(request, role);
        } catch (HttpRefusal e) {
            refusals.tell(e);
            return JsonAnswer.error(e.status(), e.getMessage());
        }
    }

    private void check(JolokiaRequest request, Role role) throws HttpRefusal {
        Optional<String> refusal = rules.refusal(request, role);
        if (refusal.isPresent()) {
            throw new HttpRefusal(HttpRefusal.FORBIDDEN, refusal.get());
        }
    }

    private static boolean isOpen(JolokiaRequest request) {
        return request instanceof JolokiaNotificationRequest notification
                && notification.getCommand().getType() == NotificationCommandType.OPEN;
    }
}
