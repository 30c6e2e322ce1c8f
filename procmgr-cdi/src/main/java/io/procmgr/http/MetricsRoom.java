package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import io.procmgr.metrics.JobMetrics;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** {@code /metrics}: OpenMetrics or Prometheus' own text, as the scraper asks by {@code Accept}. */
final class MetricsRoom implements Room {
    static final String PATH = "/metrics";

    private static final int OK = 200;
    private static final long EMPTY = -1;

    private final JobMetrics metrics;

    /** Made when the first scraper comes: most doors never see one. */
    private static final class Formats {
        static final ExpositionFormats ALL = ExpositionFormats.init();
    }

    MetricsRoom(JobMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void serve(HttpExchange exchange, Role role) throws IOException, HttpRefusal {
        String method = exchange.getRequestMethod();
        boolean head = method.equals("HEAD");
        if (!head && !method.equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            throw new HttpRefusal(HttpRefusal.METHOD_NOT_ALLOWED, "cannot " + method + ": use GET");
        }
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            throw new HttpRefusal(HttpRefusal.NOT_FOUND, "cannot find it: there is " + PATH);
        }
        String accepted = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                .orElse("");
        ExpositionFormatWriter writer = Formats.ALL.findWriter(accepted);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, metrics.snapshot());
        exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
        exchange.sendResponseHeaders(OK, head ? EMPTY : text.size());
        try (OutputStream body = exchange.getResponseBody()) {
            if (!head) {
                text.writeTo(body);
            }
        }
    }
}
