package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that try to come from what everybody may see to what not everybody may see. */
@Tag("any-engine")
class PathAttackTest {
    @TempDir
    static Path directory;

    private static DoorBench bench;

    @BeforeAll
    static void open() throws Exception {
        bench = new DoorBench(directory, Set.of(PublicPart.HEALTH, PublicPart.METRICS));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../jolokia/version",
                "/console/%2e%2e/jolokia/version",
                "/console/%2E%2E%2Fjolokia/version",
                "/console/..%2fjolokia/version",
                "/console/..;/jolokia/version",
                "/console;/jolokia/version",
                "/console/.%00/app.js",
                "/console/app.js%00.html",
                "/console/%5c..%5cjolokia",
                "/console//etc/passwd",
                "/console/./app.js",
                "/console/style/",
                "/console/%252e%252e/jolokia",
                "/console/app.js;x=1",
                "/console/io/procmgr/http/HttpDoor.class",
                "/console/META-INF/MANIFEST.MF",
                "/health/../jolokia/version",
                "/health/live/../../jolokia/version",
                "/health/%2e%2e/jolokia/version",
                "/health;x/live",
                "/health//live",
                "/health/live%00",
                "/health/%6cive",
                "/metrics/../jolokia/version",
                "/metrics/..%2fjolokia/version",
                "/metrics;/jolokia",
                "/metrics/",
                "/metrics//",
                "//jolokia/version",
                "/./jolokia/version",
                "/%2fjolokia/version",
                "/%6aolokia/version",
                "/jolokia%2fversion",
                "jolokia/version",
                "*",
            })
    void noneShowsAnythingToAStranger(String target) throws Exception {
        try (RawClient client = new RawClient(bench.door.url())) {
            String answer = client.send("GET " + target + " HTTP/1.1\nHOST\nConnection: close\n\n")
                    .toEnd();
            assertThat(answer).matches("(?s)HTTP/1\\.1 (400|401|403|404) .*").doesNotContain("\"agent\"", "package ");
        }
    }
}
