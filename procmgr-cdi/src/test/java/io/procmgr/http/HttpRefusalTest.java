package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door refuses, and to whom. */
class HttpRefusalTest {
    private static final String FOREIGN = "java.util.logging:type=Logging";

    @TempDir
    static Path directory;

    private static DoorBench bench;

    @BeforeAll
    static void open() throws Exception {
        bench = new DoorBench(directory);
        bench.jobs.define("web.command=sleep 60");
        bench.jobs.await("web", "RUNNING");
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @AfterEach
    void nothingHappenedToTheProcess() throws Exception {
        assertThat(bench.jobs.get(bench.jobs.process("web"), "State")).isEqualTo("RUNNING");
        assertThat(bench.jobs.get(bench.jobs.process("web"), "RunId")).isEqualTo(1L);
    }

    // ---- foreign MBeans

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'read','mbean':'FOREIGN'}",
                "{'type':'READ','mbean':'FOREIGN','attribute':'LoggerNames'}",
                "{'type':'read','mbean':'jmx@FOREIGN'}",
                "{'type':'read','mbean':'@FOREIGN'}",
                "{'type':'read','mbean':'*:*'}",
                "{'type':'read','mbean':'java.u*:*'}",
                "{'type':'read','mbean':'procmgr*:*'}",
                "{'type':'write','mbean':'FOREIGN','attribute':'x','value':'y'}",
                "{'type':'write','mbean':'java.lang:type=Memory','attribute':'Verbose','value':'true'}",
                "{'type':'exec','mbean':'FOREIGN','operation':'getLoggerLevel','arguments':['']}",
                "{'type':'exec','mbean':'java.lang:type=Memory','operation':'gc'}",
                "{'type':'exec','mbean':'*:*','operation':'gc'}",
                "{'type':'exec','mbean':'procmgr:*','operation':'stop'}",
                "{'type':'exec','mbean':'proxy@procmgr:type=Process','operation':'stop'}",
                "{'type':'read','mbean':'procmgr:type=Supervisor','target':{'url':'service:jmx:rmi:///jndi/x'}}",
                "{'type':'config'}",
            })
    void aForeignMBeanIsRefusedToAnOperator(String request) throws Exception {
        HttpResponse<String> answer =
                bench.post(request.replace('\'', '"').replace("FOREIGN", FOREIGN), DoorBench.OPERATOR);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(DoorBench.json(answer)).containsEntry("status", 403L);
        assertThat(answer.body()).doesNotContain("LoggerNames\":");
    }

    @Test
    void listeningToAForeignMBeanIsRefused() throws Exception {
        Object client =
                ((Map<?, ?>) DoorBench.value(bench.get("/jolokia/notification/register", DoorBench.VIEWER))).get("id");
        for (String name : List.of("JMImplementation:type=MBeanServerDelegate", "*:*", "java.lang:type=Memory")) {
            HttpResponse<String> answer = bench.post(
                    "{\"type\":\"notification\",\"command\":\"add\",\"client\":\"" + client
                            + "\",\"mode\":\"sse\",\"mbean\":\"" + name + "\"}",
                    DoorBench.OPERATOR);
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void foreignMBeansAreNotEvenNamed() throws Exception {
        assertThat((List<?>) DoorBench.value(bench.get("/jolokia/search/*:*", DoorBench.VIEWER)))
                .allMatch(name -> name.toString().startsWith("procmgr:")
                        || name.toString().startsWith("java.lang:"))
                .hasSizeGreaterThan(2);
        assertThat(((Map<?, ?>) DoorBench.value(bench.get("/jolokia/list", DoorBench.VIEWER))).keySet())
                .isEqualTo(java.util.Set.of("procmgr", "java.lang"));
        assertThat(bench.get("/jolokia/list/java.util.logging/type=Logging", DoorBench.VIEWER)
                        .body())
                .doesNotContain("LoggerNames");
    }

    @Test
    void secretsOnTheCommandLineOfTheJvmAreNotRead() throws Exception {
        for (String attribute : List.of("InputArguments", "SystemProperties")) {
            HttpResponse<String> answer =
                    bench.get("/jolokia/read/java.lang:type=Runtime/" + attribute, DoorBench.OPERATOR);
            assertThat(DoorBench.json(answer)).containsEntry("status", 403L).doesNotContainKey("value");
        }
        assertThat(bench.get("/jolokia/read/java.lang:*?ignoreErrors=true", DoorBench.OPERATOR)
                        .body())
                .doesNotContain("java.class.path")
                .contains("HeapMemoryUsage");
    }

    // ---- GET

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jolokia/exec/WEB/stop",
                "/jolokia/EXEC/WEB/stop",
                "/jolokia/%65xec/WEB/stop",
                "/jolokia/!exec/WEB/stop",
                "/jolokia/exec/WEB/stop?ignoreErrors=true",
                "/jolokia/write/WEB/State/x",
                "/jolokia/config",
                "/jolokia/notification/add/x/sse/WEB",
                "/jolokia/notification/unregister/x",
            })
    void getDoesNothingThatChangesAnything(String path) throws Exception {
        HttpResponse<String> answer = bench.get(path.replace("WEB", bench.process("web")), DoorBench.OPERATOR);
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "/jolokia/exec;x/WEB/stop, 400",
        "/jolokia//exec/WEB/stop, 400",
        "/jolokia/read/../exec/WEB/stop, 400",
        "/jolokia/%2e%2e/exec/WEB/stop, 400",
        "/jolokiaexec/WEB/stop, 404",
        "/jolokia;x/exec/WEB/stop, 404",
        "/%6Aolokia/exec/WEB/stop, 404",
        "//jolokia/exec/WEB/stop, 400",
        "/Jolokia/exec/WEB/stop, 404",
        "/, 404",
        "/favicon.ico, 404",
    })
    void aPathThatIsNotUnderstoodIsRefused(String path, int status) throws Exception {
        String line = bench.raw(
                "GET " + path.replace("WEB", bench.process("web")) + " HTTP/1.1",
                host(),
                "Authorization: Bearer " + DoorBench.OPERATOR);
        assertThat(line).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aRequestInAParameterIsRefused() throws Exception {
        for (String query : List.of("?p=exec/WEB/stop", "?p=/read/WEB", "?%70=exec/WEB/stop", "?x=1&p=exec/WEB/stop")) {
            HttpResponse<String> answer =
                    bench.get("/jolokia" + query.replace("WEB", bench.process("web")), DoorBench.OPERATOR);
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(bench.get("/jolokia/version?callback=alert", DoorBench.OPERATOR)
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH"})
    void otherMethodsAreRefused(String method) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(bench.uri("/jolokia"))
                .header("Authorization", "Bearer " + DoorBench.OPERATOR)
                .method(method, HttpRequest.BodyPublishers.noBody());
        assertThat(bench.send(request).statusCode()).isEqualTo(405);
    }

    // ---- the log

    @Test
    void aRequestCannotForgeALogLine() throws Exception {
        HttpResponse<String> answer = bench.post(
                "{\"type\":\"exec\",\"mbean\":\"" + bench.process("web") + "\",\"operation\":\"a\\nroot b\"}",
                DoorBench.VIEWER);
        assertThat((String) DoorBench.json(answer).get("error")).contains("cannot call aroot b of");
    }

    // ---- roles

    @ParameterizedTest
    @ValueSource(
            strings = {"stop", "stop()", "restart", "forceStop", "writeLine", "signal(java.lang.String)", "nothing", ""
            })
    void aViewerCallsNoAction(String operation) throws Exception {
        HttpResponse<String> answer = bench.post(
                "{\"type\":\"exec\",\"mbean\":\"" + bench.process("web") + "\",\"operation\":\"" + operation + "\"}",
                DoorBench.VIEWER);
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aViewerStopsNotAllJobs() throws Exception {
        HttpResponse<String> answer = bench.post(
                "{\"type\":\"exec\",\"mbean\":\"" + bench.jobs.supervisorName()
                        + "\",\"operation\":\"stopAll\",\"arguments\":[\"*\"]}",
                DoorBench.VIEWER);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("it takes the role operator");
    }

    @Test
    void nobodyWrites() throws Exception {
        HttpResponse<String> answer = bench.post(
                "{\"type\":\"write\",\"mbean\":\"" + bench.process("web")
                        + "\",\"attribute\":\"State\",\"value\":\"x\"}",
                DoorBench.OPERATOR);
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    // ---- who asks

    @ParameterizedTest
    @ValueSource(strings = {"/jolokia", "/jolokia/", "/jolokia/config", "/jolokia/version", "/", "/favicon.ico"})
    void withoutATokenEverythingIsUnauthorized(String path) throws Exception {
        HttpResponse<String> answer = bench.getWithout(path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).hasSize(2);
        assertThat(bench.get(path, DoorBench.OPERATOR + "x").statusCode()).isEqualTo(401);
        assertThat(bench.get(path, "").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Digest x", "Authorization: Basic %%%", "Authorization: Basic", "X: y"})
    void malformedCredentialsAreUnauthorized(String header) throws Exception {
        assertThat(bench.raw("GET /jolokia HTTP/1.1", host(), header)).startsWith("HTTP/1.1 401");
    }

    @Test
    void twoCredentialsAreUnauthorized() throws Exception {
        String operator = "Authorization: Bearer " + DoorBench.OPERATOR;
        assertThat(bench.raw("GET /jolokia HTTP/1.1", host(), operator, operator))
                .startsWith("HTTP/1.1 401");
    }

    // ---- foreign pages

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://127.0.0.1:PORT",
                "http://127.0.0.1",
                "http://127.0.0.1:PORT.evil.example",
                "http://localhost:1",
            })
    void aForeignOriginIsRefused(String origin) throws Exception {
        String line = bench.raw(
                "POST /jolokia HTTP/1.1",
                host(),
                "Authorization: Bearer " + DoorBench.OPERATOR,
                "Origin: " + origin.replace("PORT", "" + bench.door.url().getPort()),
                "Content-Length: 0");
        assertThat(line).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example:PORT",
                "Host: 127.0.0.1",
                "Host: 127.0.0.1:1",
                "Host: 127.0.0.1.evil.example:PORT",
                "Host: 0.0.0.0:PORT",
                "Host:",
                "X-Forwarded-Host: 127.0.0.1:PORT",
            })
    void aForeignHostIsRefused(String host) throws Exception {
        String line = bench.raw(
                "GET /jolokia HTTP/1.1",
                host.replace("PORT", "" + bench.door.url().getPort()),
                "Authorization: Bearer " + DoorBench.OPERATOR);
        assertThat(line).startsWith("HTTP/1.1 403");
    }

    @Test
    void theDoorIsNoProxy() throws Exception {
        String line = bench.raw(
                "GET http://evil.example/jolokia HTTP/1.1", host(), "Authorization: Bearer " + DoorBench.OPERATOR);
        assertThat(line).startsWith("HTTP/1.1 400");
    }

    // ---- bodies

    @Test
    void aBodyOfTenMegabytesIsTooLarge() throws Exception {
        HttpResponse<String> answer = bench.post("[\"" + "x".repeat(10 << 20) + "\"]", DoorBench.OPERATOR);
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void moreThanAThousandRequestsAtOnceAreTooMany() throws Exception {
        String version = "{\"type\":\"version\"}";
        String bulk = "[" + (version + ",").repeat(1_000) + version + "]";
        assertThat(bench.post(bulk, DoorBench.VIEWER).statusCode()).isEqualTo(413);
        assertThat(bench.post("[" + version + "]", DoorBench.VIEWER).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "1", "null", "[1]", "[[]]", "{}", "{\"type\":1}", "{\"type\":\"read\",\"mbean\":1}"})
    void aBodyThatIsNotUnderstoodIsRefused(String body) throws Exception {
        assertThat(bench.post(body, DoorBench.OPERATOR).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyNestedWithoutEndIsRefused() throws Exception {
        assertThat(bench.post("[".repeat(100_000), DoorBench.OPERATOR).statusCode())
                .isEqualTo(400);
    }

    @Test
    void bracketsInATextDoNotHideHowDeepABodyIsNested() throws Exception {
        String hidden = "[\"\\\"" + "]".repeat(300_000) + "\"," + "[".repeat(300_000) + "]".repeat(300_000) + "]";
        HttpResponse<String> answer = bench.post(hidden, DoorBench.OPERATOR);
        assertThat(answer.body()).contains("nested deeper");
        assertThat(bench.post("[\"" + "[".repeat(100) + "\"]", DoorBench.OPERATOR)
                        .body())
                .doesNotContain("nested deeper");
    }

    private String host() {
        return "Host: 127.0.0.1:" + bench.door.url().getPort();
    }
}
