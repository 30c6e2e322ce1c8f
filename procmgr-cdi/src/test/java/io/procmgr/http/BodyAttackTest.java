package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jolokia.json.JSONArray;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are too large, too deep or too many. */
@Tag("any-engine")
class BodyAttackTest {
    @TempDir
    static Path directory;

    private static DoorBench bench;

    @BeforeAll
    static void open() throws Exception {
        bench = new DoorBench(directory);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void tenMegabytesAreNotTakenFromAnybody() throws Exception {
        String large = "[\"" + "x".repeat(10 << 20) + "\"]";
        assertThat(bench.post(large, DoorBench.OPERATOR).statusCode()).isEqualTo(413);
        assertThat(bench.post(large.substring(0, 1 << 19), "wrong").statusCode())
                .isEqualTo(401);
        try (RawClient stranger = new RawClient(bench.door.url())) {
            assertThat(stranger.send("POST /jolokia HTTP/1.1\nHOST\nContent-Length: 10000000000\n\n{")
                            .statuses())
                    .isEqualTo("401");
        }
    }

    @Test
    void aBodyInChunksWithoutEndIsRefusedAsWell() throws Exception {
        try (RawClient operator = new RawClient(bench.door.url())) {
            operator.send("POST /jolokia HTTP/1.1\nHOST\nOPERATOR\nTransfer-Encoding: chunked\n\n");
            String chunk = "10000\n" + "x".repeat(1 << 16) + "\n";
            for (int i = 0; i < 32; i++) {
                operator.send(chunk);
            }
            operator.send("0\n\n");
            assertThat(operator.statuses()).isEqualTo("413");
        }
    }

    @Test
    void aHundredThousandRequestsInOneAreTooMany() throws Exception {
        assertThat(bench.post("[" + "{},".repeat(99_999) + "{}]", DoorBench.VIEWER)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aThousandLongAnswersInOneAreCutOff() throws Exception {
        String one = "{\"type\":\"list\"}";
        String answer = bench.post("[" + (one + ",").repeat(999) + one + "]", DoorBench.VIEWER)
                .body();

        assertThat(answer).hasSizeLessThan(10 << 20).contains("the answers before it are too long");
        assertThat(((JSONArray) new JSONParser().parse(answer))).hasSize(1_000);
    }

    @Test
    void depthAndLengthOfWhatIsParsedAreBounded() throws Exception {
        assertThat(bench.post("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), DoorBench.OPERATOR)
                        .statusCode())
                .isEqualTo(400);
        assertThat(bench.get("/jolokia/read/" + "x/".repeat(5_000), DoorBench.OPERATOR)
                        .statusCode())
                .isIn(400, 403, 404);
        assertThat(bench.post("{\"type\":\"search\",\"mbean\":\"*" + "*".repeat(10_000) + ":*\"}", DoorBench.VIEWER)
                        .statusCode())
                .isIn(200, 400);
        assertThat(bench.get("/jolokia/version", DoorBench.OPERATOR).statusCode())
                .isEqualTo(200);
    }
}
