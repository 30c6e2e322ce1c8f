package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.jmx.Caller;
import io.procmgr.jmx.Callers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A door behind a proxy that does TLS, with names of its own and a portal whose pages may ask. */
@Tag("any-engine")
class ForeignPageTest {
    private final AtomicReference<Caller> last = new AtomicReference<>();
    private HttpDoor door;

    @BeforeEach
    void open() throws IOException {
        Callers callers = new Callers();
        door = HttpDoor.builder(Logins.of(new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR)), callers)
                .settings(new DoorSettings(
                        "127.0.0.1",
                        OptionalInt.of(0),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        List.of("procmgr.example.com", "other.example.com:444"),
                        List.of("https://portal.example.com")))
                .handle("/who", exchange -> {
                    last.set(callers.current().orElseThrow());
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .start();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private String ask(String head) throws IOException {
        try (RawClient client = new RawClient(door.url())) {
            return client.send(head + "\nConnection: close\n\n").toEnd();
        }
    }

    private String status(String host, String origin) throws IOException {
        return ask("GET /who HTTP/1.1\n" + host + "\nOPERATOR" + (origin.isEmpty() ? "" : "\nOrigin: " + origin))
                .substring(9, 12);
    }

    @Test
    void itsNamesAreTheAddressAndThoseThatAreAllowed() throws IOException {
        for (String host : new String[] {
            "HOST", "Host: procmgr.example.com", "Host: Procmgr.Example.com:443", "Host: other.example.com:444"
        }) {
            assertThat(status(host, "")).isEqualTo("204");
        }
        for (String host : new String[] {
            "Host: other.example.com",
            "Host: other.example.com:445",
            "Host: procmgr.example.com.evil.example",
            "Host: evil.example",
            "Host: x@procmgr.example.com",
            "Host: procmgr.example.com\nHost: procmgr.example.com"
        }) {
            assertThat(status(host, "")).isEqualTo("403");
        }
    }

    @Test
    void pagesOfItsOwnAndOfTheAllowedOriginsMayAsk() throws IOException {
        String host = "Host: procmgr.example.com";
        assertThat(status(host, "https://procmgr.example.com")).isEqualTo("204");
        assertThat(status(host, "https://portal.example.com")).isEqualTo("204");
        for (String origin : new String[] {
            "http://procmgr.example.com",
            "https://evil.example",
            "null",
            "http://portal.example.com",
            "https://portal.example.com.evil.example",
            "https://portal.example.com:444"
        }) {
            assertThat(status(host, origin)).isEqualTo("403");
        }
    }

    @Test
    void browsersAreToldWhichForeignPagesMayAskAndNoOthers() throws IOException {
        String question = "OPTIONS /jolokia HTTP/1.1\nHOST\nAccess-Control-Request-Method: POST\nOrigin: ";
        String allowed = ask(question + "https://portal.example.com");
        assertThat(allowed)
                .startsWith("HTTP/1.1 204")
                .contains("Access-control-allow-origin: https://portal.example.com", "Vary: Origin")
                .doesNotContain("Access-control-allow-credentials");
        assertThat(ask(question + "https://evil.example"))
                .startsWith("HTTP/1.1 403")
                .doesNotContainIgnoringCase("access-control-allow");
        assertThat(ask("GET /who HTTP/1.1\nHOST\nOPERATOR\nOrigin: https://portal.example.com"))
                .contains("Access-control-allow-origin: https://portal.example.com");
    }

    @Test
    void whoAsksIsWhomTheProxyNamesAndNotWhomTheClientNames() throws IOException {
        ask("GET /who HTTP/1.1\nHOST\nOPERATOR\nX-Forwarded-For: 192.0.2.1, 198.51.100.7");
        assertThat(last.get()).hasToString("operator from HTTP 198.51.100.7 via 127.0.0.1");
        ask("GET /who HTTP/1.1\nHOST\nVIEWER\nX-Forwarded-For: 192.0.2.1, evil; root did it");
        assertThat(last.get().toString()).startsWith("viewer from HTTP 127.0.0.1:");
    }
}
