package io.procmgr.alert;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes what is posted to it, or says that it does not. */
final class WebhookReceiver implements AutoCloseable {
    /** What came. */
    record Posted(String contentType, String authorization, String body) {}

    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(new Posted(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    List<Posted> posted() {
        return posted;
    }

    void answer(int next) {
        status = next;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The lines that define a channel that posts here, a second apart. */
    List<String> channel(String name, String... more) {
        List<String> lines = new ArrayList<>(List.of("type=webhook", "url=" + url() + "/hook", "digest=1s"));
        lines.addAll(List.of(more));
        return lines.stream().map(line -> "procmgr.alerts." + name + "." + line).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
