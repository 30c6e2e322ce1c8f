package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.jmx.Callers;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that a proxy before the door could understand in another way than the door does. */
@Tag("any-engine")
class SmugglingAttackTest {
    private static final String NEXT = "GET /jolokia/version HTTP/1.1\nHOST\nOPERATOR\nConnection: close\n\n";
    private static HttpDoor door;

    @BeforeAll
    static void open() throws IOException {
        door = HttpDoor.builder(Logins.of(new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR)), new Callers())
                .port(0)
                .start();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static String statuses(String text) throws IOException {
        try (RawClient client = new RawClient(door.url())) {
            return client.send(text).statuses();
        }
    }

    /** The second request is not answered: where it begins is not sure. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length: 0;Content-Length: 2|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length: 0;Content-Length: 0|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length: 0, 0|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length: +0|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length: -1|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length: 0x2|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length: 99999999999999999999|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length: 5;Transfer-Encoding: chunked|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Transfer-Encoding: chunked;Content-Length: 5|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Transfer-Encoding: chunked;Transfer-Encoding: chunked|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Transfer-Encoding: identity|501",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Transfer-Encoding: chunked, chunked|501",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Transfer-Encoding: xchunked|501",
                "POST /jolokia HTTP/1.0;HOST;OPERATOR;Transfer-Encoding: chunked|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Transfer-Encoding : chunked|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Content-Length : 0|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR; folded: x|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;nothing|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;: x|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;X: a\u0000b|400",
                "POST /jolokia HTTP/1.1;HOST;OPERATOR;Expect: 200-ok|417",
                "POST /jolokia  HTTP/1.1;HOST;OPERATOR|400",
                "POST /jolokia HTTP/2.0;HOST;OPERATOR|505",
                "POST /jolokia HTTP/1.1 ;HOST;OPERATOR|400",
                "POST /jolokia;HOST;OPERATOR|400",
                "P(ST /jolokia HTTP/1.1;HOST;OPERATOR|400",
                "POST /jolo\u00e4kia HTTP/1.1;HOST;OPERATOR|400",
                "GET  /jolokia/version HTTP/1.1;HOST;OPERATOR|400",
                "GET /%zz HTTP/1.1;HOST;OPERATOR|400",
            })
    void whatIsDoubtfulEndsTheConnection(String head, String status) throws IOException {
        assertThat(statuses(head.replace(';', '\n') + "\n\n" + NEXT)).isEqualTo(status);
    }

    @Test
    void aLineEndOfOneCharacterEndsNoLine() throws IOException {
        for (String head : new String[] {"X: a\u0001", "X: a\rGET"}) {
            assertThat(statuses("GET /jolokia/version HTTP/1.1\nHOST\nOPERATOR\n" + head + "\n\n" + NEXT))
                    .isEqualTo("400");
        }
        try (RawClient client = new RawClient(door.url())) {
            String bare = RawClient.expanded(door.url(), "GET /jolokia/version HTTP/1.1\nHOST\nOPERATOR\n\n")
                    .replace("\r\n", "\n");
            assertThat(client.sendBytes(bare.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                            .statuses())
                    .isEqualTo("400");
        }
    }

    @Test
    void bodiesOfBothFormsEndWhereTheySayAndTheNextRequestIsAnswered() throws IOException {
        String post = "POST /jolokia HTTP/1.1\nHOST\nOPERATOR\n";
        assertThat(statuses(post + "Content-Length: 18\n\n{\"type\":\"version\"}" + NEXT))
                .isEqualTo("200 200");
        assertThat(statuses(
                        post + "Transfer-Encoding: chunked\n\n8;ext=1\n{\"type\":\n0a\n\"version\"}\n0\nTrailer: x\n\n"
                                + NEXT))
                .isEqualTo("200 200");
        assertThat(statuses("\n" + NEXT)).isEqualTo("200");
        assertThat(statuses(post + "Content-Length: 18\nExpect: 100-continue\n\n{\"type\":\"version\"}" + NEXT))
                .isEqualTo("100 200 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "g;x|400",
                "-1;x|400",
                "fffffffff;x|400",
                "2;{}x;0|400",
                "12;{\"type\":\"version\"}0|400",
            })
    void aMalformedChunkEndsTheConnection(String chunks, String status) throws IOException {
        String all = statuses("POST /jolokia HTTP/1.1\nHOST\nOPERATOR\nTransfer-Encoding: chunked\n\n"
                + chunks.replace(';', '\n') + "\n\n" + NEXT);
        assertThat(all).isEqualTo(status);
    }

    @Test
    void aBodyThatNobodyReadIsNotTakenForARequest() throws IOException {
        assertThat(statuses("GET /jolokia/version HTTP/1.1\nHOST\nOPERATOR\nContent-Length: " + 300 + "\n\n" + NEXT))
                .isEqualTo("200");
        assertThat(statuses("POST /jolokia HTTP/1.1\nHOST\nContent-Length: 300\n\n" + NEXT + NEXT))
                .isEqualTo("401");
    }

    @Test
    void aHugeHeadIsRefused() throws IOException {
        String begin = "GET /jolokia/version HTTP/1.1\nHOST\nOPERATOR\n";
        assertThat(statuses(begin + "X: " + "x".repeat(100_000) + "\n\n")).isEqualTo("431");
        assertThat(statuses(begin + "X: y\n".repeat(100) + "\n")).isEqualTo("431");
        assertThat(statuses("GET /" + "x".repeat(100_000) + " HTTP/1.1\nHOST\nOPERATOR\n\n"))
                .isEqualTo("431");
        assertThat(statuses(NEXT)).isEqualTo("200");
    }
}
