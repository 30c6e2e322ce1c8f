package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.rmi.RmiDoor;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples for Telegraf, Zabbix and Nagios, against a real supervisor with instances. */
@ExtendWith(LeakCheck.class)
class MonitoringToolsTest {
    private static final String HTTP_TEMPLATE = "zabbix/procmgr-by-http.yaml";
    private static final String JMX_TEMPLATE = "zabbix/procmgr-by-jmx.yaml";
    private static final int HEADER = 13;

    @TempDir
    Path directory;

    private Supervised supervised;

    @BeforeEach
    void start() throws IOException {
        supervised = Supervised.of(
                        directory,
                        "web.command = sleep 1000",
                        "web.start-seconds = 0s",
                        "pool.command = sleep 1000",
                        "pool.start-seconds = 0s",
                        "pool.instances = 2",
                        "given-up.command = false",
                        "given-up.restart = never")
                .awaitState("web", JobState.RUNNING)
                .awaitState("pool@2", JobState.RUNNING)
                .awaitState("given-up", JobState.FAILED);
    }

    @AfterEach
    void end() {
        supervised.close();
    }

    private String token() throws IOException {
        return Files.readString(directory.resolve("state/viewer.token")).strip();
    }

    /** A bulk by POST to {@code /jolokia/read}, with basic authentication: plugins/common/jolokia2/client.go of Telegraf. */
    @Test
    void theRequestOfTelegrafIsAnsweredWithAllOfItsPaths() throws Exception {
        String config = "telegraf/procmgr.conf";
        assertThat(MonitoringExamples.all(config, "urls = \\[\"(.*)\"]"))
                .containsExactly("http://127.0.0.1:8778/jolokia");
        List<String> mbeans = MonitoringExamples.all(config, "mbean = \"(.*)\"");
        List<String> paths = MonitoringExamples.all(config, "paths = \\[(.*)]");
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < mbeans.size(); i++) {
            requests.add(
                    "{\"type\":\"read\",\"mbean\":\"" + mbeans.get(i) + "\",\"attribute\":[" + paths.get(i) + "]}");
        }
        String basic = Base64.getEncoder().encodeToString(("viewer:" + token()).getBytes(StandardCharsets.UTF_8));
        String body =
                MonitoringExamples.send(HttpRequest.newBuilder(java.net.URI.create(supervised.url() + "/jolokia/read"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", requests) + "]")));
        JSONArray answers = new JSONParser().parse(body, JSONArray.class);
        assertThat(answers).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JSONObject answer = (JSONObject) answers.get(i);
            assertThat(answer.get("status")).as(answer.toString()).isEqualTo(200L);
            // by these Telegraf finds out to which metric an answer belongs
            Map<?, ?> request = (Map<?, ?>) answer.get("request");
            assertThat(request.get("mbean")).isEqualTo(mbeans.get(i));
            assertThat(request.get("attribute")).isNotNull();
            String[] wanted = paths.get(i).replace("\"", "").split(", ");
            for (Object bean : ((Map<?, ?>) answer.get("value")).values()) {
                assertThat(((Map<?, ?>) bean).keySet()).isEqualTo(Set.of(wanted));
                assertThat(((Map<?, ?>) bean).values())
                        .allMatch(value -> value instanceof Number || value instanceof Boolean);
            }
        }
        assertThat(((Map<?, ?>) ((JSONObject) answers.get(0)).get("value")).keySet())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "procmgr:type=Process,name=web",
                        "procmgr:type=Process,name=given-up",
                        "procmgr:type=Process,name=pool,instance=1",
                        "procmgr:type=Process,name=pool,instance=2");
    }

    @Test
    void whatTheZabbixTemplateAsksByHttpIsThere() throws Exception {
        List<String> answers = new ArrayList<>();
        for (String url : MonitoringExamples.all(HTTP_TEMPLATE, "url: '(.*)'")) {
            answers.add(MonitoringExamples.get(
                    url.replace("{$PROCMGR.URL}", supervised.url())
                            .replace("{$PROCMGR.SUPERVISOR}", macro(HTTP_TEMPLATE, "SUPERVISOR"))
                            .replace("{$PROCMGR.JOBS}", macro(HTTP_TEMPLATE, "JOBS")),
                    "Authorization",
                    "Bearer " + token()));
        }
        assertThat(answers).hasSize(3).allMatch(answer -> answer.contains("\"status\":200"));
        for (String field : MonitoringExamples.all(HTTP_TEMPLATE, "@\\.name==\"\\{#JOB}\"\\)]\\.([a-z]+)")) {
            assertThat(answers.get(0)).contains("\"" + field + "\":");
        }
        assertThat(answers.get(0)).contains("\"name\":\"pool@1\"");
        List<String> used = MonitoringExamples.all(HTTP_TEMPLATE, "@\\.Name==\"\\{#JOB}\"\\)]\\.([A-Za-z]+)");
        assertThat(used).hasSize(4).allMatch(field -> answers.get(1).contains("\"" + field + "\":"));
        assertThat(answers.get(1)).contains("\"Name\":\"pool@1\"");
        List<String> counts = MonitoringExamples.all(HTTP_TEMPLATE, "- '\\$\\.([A-Z][A-Za-z]+)'");
        assertThat(counts).hasSize(6).allMatch(field -> answers.get(2).contains("\"" + field + "\":"));
    }

    private static String macro(String template, String name) throws IOException {
        return MonitoringExamples.all(template, "\\{\\$PROCMGR\\." + name + "}'\\n *value: '?([^'\\n]*)")
                .get(0);
    }

    /** The real gateway, which speaks JSON behind a header of 13 bytes. */
    @Test
    void theZabbixJavaGatewayReadsWhatTheTemplateAsksByRmi() throws Exception {
        MonitoringExamples.require("zabbix-java-gateway.jar", "zabbix-java-gateway");
        // it takes no other
        int port = MonitoringExamples.freePort(1_024, 32_767);
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Dzabbix.listenIP=127.0.0.1",
                        "-Dzabbix.listenPort=" + port,
                        "-Dzabbix.startPollers=1",
                        "-cp",
                        "/usr/sbin/zabbix-java-gateway.jar",
                        "com.zabbix.gateway.JavaGateway")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("gateway.log").toFile())
                .start();
        try (RmiDoor door = supervised.openRmi()) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                new Socket("127.0.0.1", port).close();
                return true;
            });
            List<String> keys = Stream.concat(
                            MonitoringExamples.all(JMX_TEMPLATE, " key: '(jmx\\[.*])'").stream()
                                    .map(key -> key.replace("{#JMXOBJ}", "procmgr:type=Process,name=pool,instance=2")
                                            .replace("{$PROCMGR.SUPERVISOR}", "procmgr:type=Supervisor")),
                            Stream.of("jmx.discovery[beans,\"procmgr:type=Process,*\"]"))
                    .toList();
            JSONArray data = ask(port, door.url(), token(), keys);
            assertThat(data).hasSameSizeAs(keys).hasSize(14);
            assertThat(data).as(keys.toString()).allMatch(value -> ((JSONObject) value).containsKey("value"));
            assertThat(data.get(keys.indexOf("jmx[\"procmgr:type=Process,name=pool,instance=2\",StateCode]")))
                    .hasToString("{\"value\":\"20\"}");
            assertThat(data.get(13).toString())
                    .contains("procmgr:type=Process,name=web", "procmgr:type=Process,name=pool,instance=1");
            assertThat(ask(port, door.url(), "wrong", keys.subList(0, 1)).toString())
                    .contains("cannot let you in");
        } finally {
            gateway.destroy();
            assertThat(gateway.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static JSONArray ask(int port, String url, String password, List<String> keys) throws Exception {
        JSONObject request = new JSONObject();
        request.put("request", "java gateway jmx");
        request.put("jmx_endpoint", url);
        request.put("username", "viewer");
        request.put("password", password);
        request.put("keys", new JSONArray(keys));
        byte[] text = request.toJSONString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes("ZBXD\1".getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        message.writeBytes(text);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(message.toByteArray());
            byte[] answer = new DataInputStream(socket.getInputStream()).readAllBytes();
            String json = new String(answer, HEADER, answer.length - HEADER, StandardCharsets.UTF_8);
            return (JSONArray) new JSONParser().parse(json, JSONObject.class).get("data");
        }
    }

    @Test
    void theCheckOfNagiosTellsAllIsWellAFailedJobAndNoProcmgr() throws Exception {
        String java = Command.builder().command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path program = Files.writeString(directory.resolve("procmgr"), "#!/bin/sh\nexec " + java + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        String state = directory.resolve("state").toString();

        MonitoringExamples.Output well = check(program, state, "web", "pool@*");
        assertThat(well.text())
                .isEqualTo("PROCMGR OK - 3 of 3 jobs run, 0 failed, 0 in back-off | up=3 jobs=3 failed=0 backoff=0\n");
        assertThat(well.status()).isZero();
        MonitoringExamples.Output failed = check(program, state);
        assertThat(failed.text()).startsWith("PROCMGR CRITICAL - 3 of 4 jobs run, 1 failed, 0 in back-off | ");
        assertThat(failed.status()).isEqualTo(2);
        MonitoringExamples.Output gone =
                check(program, directory.resolve("nowhere").toString());
        assertThat(gone.text()).startsWith("PROCMGR CRITICAL - ");
        assertThat(gone.status()).isEqualTo(2);
    }

    private MonitoringExamples.Output check(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "PROCMGR=" + program,
                MonitoringExamples.file("nagios/check_procmgr").toString()));
        command.addAll(List.of(arguments));
        return MonitoringExamples.run(directory, command);
    }
}
