package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.http.server.Limits;
import io.procmgr.jmx.Callers;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that take places and time, while an operator works. */
@ExtendWith(LeakCheck.class)
@Tag("any-engine")
class SlowClientAttackTest {
    /** More than the door has places of any kind. */
    private static final int MANY = 300;

    private static final Limits SHORT = new Limits(
            64,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60));

    private final List<RawClient> clients = new ArrayList<>();
    private final AtomicInteger writing = new AtomicInteger();
    private HttpDoor door;

    @BeforeEach
    void open() throws IOException {
        door = HttpDoor.builder(Logins.of(new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR)), new Callers())
                .port(0)
                .limits(SHORT)
                .handle("/large", exchange -> {
                    byte[] large = new byte[32 << 20];
                    writing.incrementAndGet();
                    try {
                        exchange.sendResponseHeaders(200, large.length);
                        exchange.getResponseBody().write(large);
                    } finally {
                        writing.decrementAndGet();
                        exchange.close();
                    }
                })
                .start();
    }

    @AfterEach
    void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        door.close();
    }

    private RawClient connect(String text) throws IOException {
        RawClient client = new RawClient(door.url());
        clients.add(client);
        return client.send(text);
    }

    /** An operator with new connections gets answers, and without waiting for anybody. */
    private void theOperatorIsAnswered() throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            try (RawClient operator = new RawClient(door.url())) {
                assertThat(operator.send("GET /jolokia/version HTTP/1.1\nHOST\nOPERATOR\nConnection: close\n\n")
                                .statuses())
                        .isEqualTo("200");
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void idleConnectionsHoldNobodyUpAndTakeNoMoreThreadsThanThereArePlaces() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            connect("");
        }
        assertThat(threads()).isLessThan(SHORT.places() + 10L);
        theOperatorIsAnswered();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(threads()).as(() -> stacks()).isLessThanOrEqualTo(1));
    }

    @Test
    void headsByteByByteHoldNobodyUpAndAreCut() throws Exception {
        for (int i = 0; i < MANY; i++) {
            connect("GET /jolokia/version HTTP/1.1\nHO");
        }
        theOperatorIsAnswered();
        RawClient slow = connect("GET /jolokia HTTP/1.1\n");
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> isCut(slow, "x"));
    }

    @Test
    void bodiesByteByByteHoldNobodyUpAndAreCut() throws Exception {
        for (int i = 0; i < MANY; i++) {
            connect("POST /jolokia HTTP/1.1\nHOST\nVIEWER\nContent-Length: 100\n\n{");
        }
        theOperatorIsAnswered();
        RawClient slow = connect("POST /jolokia HTTP/1.1\nHOST\nOPERATOR\nContent-Length: 1000000\n\n{");
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> isCut(slow, " "));
    }

    @Test
    void answersThatAViewerDoesNotReadHoldNoOperatorUpAndAreCut() throws Exception {
        for (int i = 0; i < 40; i++) {
            connect("GET /large HTTP/1.1\nHOST\nVIEWER\n\n");
        }
        await().until(() -> writing.get() == Shares.AT_ONCE);
        theOperatorIsAnswered();
        await().atMost(Duration.ofSeconds(30)).until(() -> writing.get() == 0);
    }

    @Test
    void whoIsConnectedAsAnOperatorIsNotPushedOut() throws Exception {
        HttpClient operator = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(door.url() + "/jolokia/version"))
                .header("Authorization", "Bearer " + DoorBench.OPERATOR)
                .build();
        RawClient kept = connect("GET /jolokia/version HTTP/1.1\nHOST\nOPERATOR\n\n");
        assertThat(kept.firstBytes()).startsWith("HTTP/1.1 200");
        for (int i = 0; i < MANY; i++) {
            connect("GET /jolokia/version HTTP/1.1\nHOST\nVIEWER\n\n");
        }
        assertThat(operator.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(kept.send("GET /jolokia/version HTTP/1.1\nHOST\nOPERATOR\nConnection: close\n\n")
                        .statuses())
                .isEqualTo("200");
    }

    private static boolean isCut(RawClient client, String more) {
        try {
            client.send(more);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static String stacks() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.getName().startsWith("procmgr-http-")) {
                text.append(thread.getName()).append(' ').append(List.of(stack)).append('\n');
            }
        });
        return text.toString();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("procmgr-http-"))
                .filter(thread -> !thread.getName().contains("events"))
                .count();
    }
}
