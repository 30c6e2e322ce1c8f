package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications as server-sent events. */
class EventStreamsTest {
    @TempDir
    Path directory;

    private DoorBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new DoorBench(directory);
        bench.jobs.define("web.command=sleep 60");
        bench.jobs.await("web", "RUNNING");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aStopIsToldAsItHappens() throws Exception {
        String client = register();
        try (BufferedReader stream = stream(client)) {
            assertThat(listen(client, bench.process("web"))).isEqualTo(200);
            bench.jobs.call(bench.jobs.process("web"), "stop");
            String data = stream.readLine();
            while (!data.startsWith("data:") || !data.contains("RUNNING -> STOPPING")) {
                data = stream.readLine();
            }
            assertThat(data).contains("\"StateCode\"").contains("\"newValue\":40");
        }
    }

    @Test
    void aStreamEndsWithTheDoor() throws Exception {
        try (BufferedReader stream = stream(register())) {
            bench.door.close();
            await().until(() -> ended(stream));
        }
    }

    @Test
    void theClientsAreFew() throws Exception {
        int status = 200;
        for (int i = 0; i < 20; i++) {
            status = bench.get("/jolokia/notification/register", DoorBench.VIEWER)
                    .statusCode();
        }
        assertThat(status).isEqualTo(503);
        for (int i = 0; i < 4; i++) {
            assertThat(bench.get("/jolokia/notification/register", DoorBench.OPERATOR)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theListenersOfAClientAreFew() throws Exception {
        String client = register();
        for (int i = 0; i < 100; i++) {
            assertThat(add(client, "").body()).contains("\"status\":200");
        }
        assertThat(add(client, "").body()).contains("cannot listen: a client has at most 100 listeners");
    }

    @Test
    void whatAListenerHasKeptForItIsShort() throws Exception {
        String client = register();
        assertThat(add(client, ",\"handback\":\"" + "x".repeat(10_000) + "\"").statusCode())
                .isEqualTo(403);
        assertThat(add(client, ",\"filter\":[\"" + "x".repeat(10_000) + "\"]").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aClientWithSeveralListenersCanUnregister() throws Exception {
        String client = register();
        add(client, "");
        add(client, "");
        add(client, "");
        String unregister = "{\"type\":\"notification\",\"command\":\"unregister\",\"client\":\"" + client + "\"}";
        assertThat(bench.post(unregister, DoorBench.VIEWER).body()).contains("\"status\":200");
        assertThat(bench.post(unregister, DoorBench.VIEWER).body()).contains("No client");
    }

    private HttpResponse<String> add(String client, String more) throws Exception {
        return bench.post(
                "{\"type\":\"notification\",\"command\":\"add\",\"client\":\"" + client
                        + "\",\"mode\":\"sse\",\"mbean\":\"" + bench.process("web") + "\"" + more + "}",
                DoorBench.VIEWER);
    }

    @Test
    void onlyARegisteredClientGetsAStream() throws Exception {
        HttpResponse<String> answer = bench.get("/jolokia/notification/open/nobody/sse", DoorBench.VIEWER);
        assertThat(answer.body()).contains("No client nobody");
    }

    private String register() throws Exception {
        return (String)
                ((Map<?, ?>) DoorBench.value(bench.get("/jolokia/notification/register", DoorBench.VIEWER))).get("id");
    }

    private int listen(String client, String mbean) throws Exception {
        return bench.post(
                        "{\"type\":\"notification\",\"command\":\"add\",\"client\":\"" + client
                                + "\",\"mode\":\"sse\",\"mbean\":\"" + mbean + "\"}",
                        DoorBench.VIEWER)
                .statusCode();
    }

    private BufferedReader stream(String client) throws Exception {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(bench.uri("/jolokia/notification/open/" + client + "/sse"))
                                .header("Authorization", "Bearer " + DoorBench.VIEWER)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static boolean ended(BufferedReader stream) {
        try {
            return stream.readLine() == null;
        } catch (IOException e) {
            return true;
        }
    }
}
