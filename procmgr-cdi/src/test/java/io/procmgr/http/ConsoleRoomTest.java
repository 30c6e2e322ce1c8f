package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How the console's files are served; what they do is tested in a browser, by the tests of the command. */
@ExtendWith(LeakCheck.class)
class ConsoleRoomTest {
    private static final Path SOURCES = Path.of("src/main/resources/io/procmgr/console");

    @TempDir
    private Path directory;

    private DoorBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new DoorBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(bench.uri(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return bench.send(request);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void everyFileThatThePageLoadsIsServedToEverybodyAndNothingElseIs() throws Exception {
        for (String name : ConsoleFiles.NAMES) {
            HttpResponse<String> answer = get("/console/" + name);
            assertThat(answer.statusCode()).as(name).isEqualTo(200);
            assertThat(header(answer, "Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(ConsoleFiles.NAMES).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(files());
        assertThat(get("/console/").body()).isEqualTo(Files.readString(SOURCES.resolve("index.html")));
    }

    /** What lies there, sources and libraries, but for licences. */
    private static Set<String> files() throws IOException, URISyntaxException {
        URL place = Objects.requireNonNull(ConsoleFiles.class.getResource("/io/procmgr/console/index.html"));
        Path root = Path.of(place.toURI()).getParent();
        try (Stream<Path> all = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.endsWith(".LICENSE"))
                    .forEach(names::add);
            return names;
        }
    }

    @Test
    void everyLibraryBringsItsLicence() {
        for (String name : List.of("preact", "htm", "uplot")) {
            assertThat(ConsoleFiles.class.getResource("/io/procmgr/console/vendor/" + name + ".LICENSE"))
                    .as(name)
                    .isNotNull();
        }
    }

    @Test
    void modulesImportOnlyWhatIsServed() throws IOException {
        Pattern imported = Pattern.compile("(?m)^import [^;]*\"([^\"]+)\";");
        for (String name : ConsoleFiles.NAMES) {
            if (name.endsWith(".js") && !name.startsWith("vendor/")) {
                Matcher matcher = imported.matcher(Files.readString(SOURCES.resolve(name)));
                while (matcher.find()) {
                    assertThat(matcher.group(1)).as(name).startsWith("./");
                    assertThat(ConsoleFiles.NAMES)
                            .as(name)
                            .contains(matcher.group(1).substring(2));
                }
            }
        }
    }

    @Test
    void noSpellingOfAPathLeadsToAnotherFile() throws Exception {
        for (String path : List.of(
                "/console/../io/procmgr/http/Tokens.class",
                "/console/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
                "/console/..%2f..%2fMETA-INF/MANIFEST.MF",
                "/console//app.js",
                "/console/./app.js",
                "/console/app.js/",
                "/console/app.js%00.html",
                "/console/vendor",
                "/console/vendor/preact.LICENSE",
                "/console/style/..\\app.js",
                "/consoles/app.js")) {
            assertThat(bench.raw("GET " + path + " HTTP/1.1", "Host: " + host(), "Connection: close"))
                    .as(path)
                    .doesNotContain(" 200 ");
        }
    }

    private String host() {
        return bench.door.url().getAuthority();
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/console/app.js");
        String etag = header(first, "ETag");
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        HttpResponse<String> again = get("/console/app.js", "If-None-Match", "\"other\", " + etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/console/app.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void textIsSentCompressedToThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> zipped = bench.sendBytes(
                HttpRequest.newBuilder(bench.uri("/console/app.js")).header("Accept-Encoding", "br, gzip;q=0.8"));
        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(get("/console/app.js").body());
        }
        assertThat(header(get("/console/app.js", "Accept-Encoding", "gzip;q=0"), "Content-Encoding"))
                .isEmpty();
    }

    @Test
    void theConsoleIsFoundWithoutItsLastSlash() throws Exception {
        HttpResponse<String> moved = get("/console");
        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(header(moved, "Location")).isEqualTo("console/");
        assertThat(get("/", "Authorization", "Bearer " + DoorBench.VIEWER).body())
                .contains("/console/");
    }

    @Test
    void filesAreOnlyReadAndOnlyUnderOurOwnName() throws Exception {
        assertThat(bench.raw("POST /console/ HTTP/1.1", "Host: " + host(), "Content-Length: 0", "Connection: close"))
                .contains(" 405 ");
        assertThat(bench.raw("GET /console/ HTTP/1.1", "Host: rebound.example", "Connection: close"))
                .contains(" 403 ");
    }

    @Test
    void theRoleIsToldToWhoeverIsLetIn() throws Exception {
        assertThat(header(bench.get("/jolokia", DoorBench.VIEWER), "Procmgr-Role"))
                .isEqualTo("viewer");
        assertThat(header(bench.get("/jolokia", DoorBench.OPERATOR), "Procmgr-Role"))
                .isEqualTo("operator");
    }

    @Test
    void aScriptIsToldToAskTheUserItselfAndTheBrowserDoesNot() throws Exception {
        assertThat(get("/jolokia").headers().allValues("WWW-Authenticate")).anyMatch(way -> way.startsWith("Basic"));
        HttpResponse<String> byScript = get("/jolokia", "Sec-Fetch-Dest", "empty");
        assertThat(byScript.statusCode()).isEqualTo(401);
        assertThat(byScript.headers().allValues("WWW-Authenticate"))
                .isNotEmpty()
                .noneMatch(way -> way.startsWith("Basic"));
    }
}
