package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door serves. */
class HttpDoorTest {
    @TempDir
    Path directory;

    private DoorBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new DoorBench(directory);
        bench.jobs.define("web.command=sleep 60", "idle.command=sleep 60", "idle.autostart=false");
        bench.jobs.await("web", "RUNNING");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void readsAnAttributeByGetAndByPost() throws Exception {
        HttpResponse<String> got = bench.get("/jolokia/read/" + bench.process("web") + "/State", DoorBench.VIEWER);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(DoorBench.value(got)).isEqualTo("RUNNING");
        HttpResponse<String> posted = bench.post(
                "{\"type\":\"read\",\"mbean\":\"" + bench.process("web") + "\",\"attribute\":[\"Up\",\"StateCode\"]}",
                DoorBench.VIEWER);
        assertThat(DoorBench.value(posted)).isEqualTo(Map.of("Up", true, "StateCode", 20L));
    }

    @Test
    void readsAllJobsByAPatternAndByStatuses() throws Exception {
        String pattern = "procmgr:type=Process,app=" + bench.app + ",*";
        assertThat((Map<?, ?>) DoorBench.value(bench.get("/jolokia/read/" + pattern + "/Up", DoorBench.VIEWER)))
                .hasSize(2);
        Object statuses = DoorBench.value(
                bench.get("/jolokia/read/" + bench.jobs.supervisorName() + "/Statuses", DoorBench.VIEWER));
        assertThat((List<?>) statuses).hasSize(2);
    }

    /** A limit that nothing reaches leads round our own way of telling plain values. */
    @Test
    void valuesAreToldAsJolokiaTellsThem() throws Exception {
        String all = "procmgr:type=Process,app=" + bench.app
                + ",*/Name,StateCode,Up,Tags,Pid,CpuPercent,StartTimeMillis,CommandLine,LastExitReason";
        String jvm = "java.lang:type=Runtime/SpecName,Pid,StartTime,BootClassPathSupported";
        String one = bench.process("idle") + "/Tags";
        String statuses = bench.jobs.supervisorName() + "/Statuses";
        for (String read : List.of(all, jvm, one, statuses)) {
            String ours = bench.get("/jolokia/read/" + read, DoorBench.VIEWER).body();
            String jolokias = bench.get("/jolokia/read/" + read + "?maxObjects=1000000", DoorBench.VIEWER)
                    .body();
            assertThat(withoutTime(ours)).as(read).isEqualTo(withoutTime(jolokias));
        }
    }

    private static Object withoutTime(String answer) throws Exception {
        String timeless = answer.replaceAll("\"(uptime|timestamp)\":\\d+", "\"$1\":0");
        return new JSONParser().parse(timeless, JSONObject.class);
    }

    @Test
    void aReadThatComesAgainTellsWhatIsTrueThen() throws Exception {
        String read = "/jolokia/read/" + bench.process("idle") + "/State";
        assertThat(DoorBench.value(bench.get(read, DoorBench.VIEWER))).isEqualTo("STOPPED");
        bench.jobs.call(bench.jobs.process("idle"), "start");
        bench.jobs.await("idle", "RUNNING");
        assertThat(DoorBench.value(bench.get(read, DoorBench.OPERATOR))).isEqualTo("RUNNING");
        assertThat(DoorBench.value(bench.get(read + "?ifModifiedSince=0", DoorBench.VIEWER)))
                .isEqualTo("RUNNING");
        bench.jobs.define("web.command=sleep 60");
        await().until(() ->
                DoorBench.json(bench.get(read, DoorBench.VIEWER)).get("status").equals(404L));
        assertThat(bench.get(read, "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void searchesAndLists() throws Exception {
        assertThat((List<?>) DoorBench.value(bench.get("/jolokia/search/procmgr:*", DoorBench.VIEWER)))
                .asString()
                .contains(bench.process("web"));
        Object listed = DoorBench.value(bench.get("/jolokia/list/procmgr", DoorBench.VIEWER));
        assertThat(listed.toString()).contains("restart").contains("Ends the process and starts it anew");
        assertThat(DoorBench.json(bench.get("/jolokia/version", DoorBench.VIEWER)))
                .containsEntry("status", 200L);
        assertThat(DoorBench.json(bench.get("/jolokia", DoorBench.VIEWER))).containsEntry("status", 200L);
    }

    @Test
    void anOperatorRestartsAProcess() throws Exception {
        HttpResponse<String> answer = bench.post(
                "{\"type\":\"exec\",\"mbean\":\"" + bench.process("web") + "\",\"operation\":\"restart\"}",
                DoorBench.OPERATOR);
        assertThat((String) DoorBench.value(answer)).startsWith("web: RUNNING");
        await().until(() -> bench.jobs.get(bench.jobs.process("web"), "RunId").equals(2L));
    }

    @Test
    void aViewerTailsALog() throws Exception {
        Files.writeString(bench.jobs.log("web"), "one\ntwo\n");
        HttpResponse<String> answer = bench.post(
                "{\"type\":\"exec\",\"mbean\":\"" + bench.process("web")
                        + "\",\"operation\":\"tail\",\"arguments\":[\"stdout\",1]}",
                DoorBench.VIEWER);
        assertThat(DoorBench.value(answer)).isEqualTo(List.of("two"));
    }

    @Test
    void aBulkAnswersEachRequestByItsOwnMerits() throws Exception {
        HttpResponse<String> answer = bench.post(
                "[{\"type\":\"read\",\"mbean\":\"" + bench.process("web") + "\",\"attribute\":\"State\"},"
                        + "{\"type\":\"exec\",\"mbean\":\"" + bench.process("web") + "\",\"operation\":\"stop\"},"
                        + "{\"type\":\"read\",\"mbean\":\"java.util.logging:type=Logging\"},"
                        + "{\"type\":\"nonsense\"},"
                        + "{\"type\":\"read\",\"mbean\":\"" + bench.process("idle") + "\",\"attribute\":\"State\"}]",
                DoorBench.VIEWER);
        assertThat(answer.statusCode()).isEqualTo(200);
        JSONArray each = new JSONParser().parse(answer.body(), JSONArray.class);
        assertThat(each)
                .extracting(one -> (Object) ((Map<?, ?>) one).get("status"))
                .containsExactly(200L, 403L, 403L, 400L, 200L);
        assertThat(bench.jobs.get(bench.jobs.process("web"), "State")).isEqualTo("RUNNING");
    }

    @Test
    void basicAuthenticationTakesTheTokenOfItsUser() throws Exception {
        assertThat(bench.getBasic("/jolokia", "viewer", DoorBench.VIEWER).statusCode())
                .isEqualTo(200);
        assertThat(bench.getBasic("/jolokia", "operator", DoorBench.OPERATOR).statusCode())
                .isEqualTo(200);
        assertThat(bench.getBasic("/jolokia", "operator", DoorBench.VIEWER).statusCode())
                .isEqualTo(401);
        assertThat(bench.getBasic("/jolokia", "root", DoorBench.OPERATOR).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aJobWhoseNameIsEncodedIsReachedByGet() throws Exception {
        bench.jobs.define("a,b/c.command=sleep 60", "a,b/c.autostart=false");
        String escaped = bench.process("a,b/c").replace("%", "%25");
        HttpResponse<String> answer = bench.get("/jolokia/read/" + escaped + "/Name", DoorBench.VIEWER);
        assertThat(DoorBench.value(answer)).isEqualTo("a,b/c");
    }

    @Test
    void aRefusedCommandIsToldInTheWordsOfTheSupervisor() throws Exception {
        HttpResponse<String> answer = bench.post(
                "{\"type\":\"exec\",\"mbean\":\"" + bench.process("web") + "\",\"operation\":\"rotateLogs\"}",
                DoorBench.OPERATOR);
        assertThat(DoorBench.json(answer))
                .containsEntry("error_type", "java.lang.IllegalStateException")
                .doesNotContainKey("stacktrace");
        assertThat(answer.body()).contains("cannot rotate the logs of web");
    }

    @Test
    void ownOriginAndNoOriginAreFine() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(bench.uri("/jolokia"))
                .header("Authorization", "Bearer " + DoorBench.VIEWER)
                .header("Origin", "http://localhost:" + bench.door.url().getPort());
        assertThat(bench.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherHandlerStandsBehindTheSameDoor() throws Exception {
        Tokens tokens = new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR);
        try (HttpDoor door = HttpDoor.builder(Logins.of(tokens), bench.jobs.callers())
                .port(0)
                .handle("/metrics", exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .start()) {
            java.net.URI metrics = door.url().resolve("/metrics");
            assertThat(bench.send(HttpRequest.newBuilder(metrics)).statusCode()).isEqualTo(401);
            assertThat(bench.send(HttpRequest.newBuilder(metrics).header("Authorization", "Bearer " + DoorBench.VIEWER))
                            .statusCode())
                    .isEqualTo(204);
        }
    }
}
