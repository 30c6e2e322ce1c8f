package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.time.Duration;
import org.jolokia.json.JSONObject;

/**
 * {@code /health/live}: the supervisor does what it is asked. {@code /health/ready}: so do the jobs whose key {@code
 * readiness} is true, each is {@linkplain JobStatus#ready ready}. Answers 200, or 503 if not; tells numbers and no names.
 */
final class HealthRoom implements Room {
    static final String PATH = "/health";

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supervisor supervisor;

    HealthRoom(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public void serve(HttpExchange exchange, Role role) throws IOException, HttpRefusal {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            throw new HttpRefusal(
                    HttpRefusal.METHOD_NOT_ALLOWED, "cannot " + exchange.getRequestMethod() + ": use GET");
        }
        JSONObject answer = new JSONObject();
        boolean up =
                switch (exchange.getRequestURI().getPath()) {
                    case PATH + "/live" -> supervisor.answers(PATIENCE);
                    case PATH + "/ready" -> ready(answer);
                    default ->
                        throw new HttpRefusal(
                                HttpRefusal.NOT_FOUND,
                                "cannot find it: there are " + PATH + "/live and " + PATH + "/ready");
                };
        answer.put("status", up ? "UP" : "DOWN");
        JsonAnswer.send(exchange, up ? OK : HttpRefusal.UNAVAILABLE, answer);
    }

    private boolean ready(JSONObject answer) {
        int counted = 0;
        int ready = 0;
        for (JobStatus job : supervisor.statuses()) {
            if (job.spec().readiness()) {
                counted++;
                ready += job.ready() ? 1 : 0;
            }
        }
        answer.put("jobs", counted);
        answer.put("ready", ready);
        return counted == ready;
    }
}
