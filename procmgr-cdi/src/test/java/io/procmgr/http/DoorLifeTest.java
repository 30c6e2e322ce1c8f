package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.jmx.Callers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the door opens, and what is left when it has closed. */
class DoorLifeTest {
    private final Logins logins = Logins.of(new Tokens(DoorBench.VIEWER, DoorBench.OPERATOR));

    @Test
    void nothingIsLeftAfterClose() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        HttpClient client = HttpClient.newHttpClient();
        Set<ObjectName> mbeans = server.queryNames(null, null);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 2; i++) {
            try (HttpDoor door = door().port(0).start()) {
                HttpRequest request = HttpRequest.newBuilder(door.url().resolve("/jolokia"))
                        .header("Authorization", "Bearer " + DoorBench.VIEWER)
                        .build();
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
                assertThat(newThreads(before)).allMatch(Thread::isDaemon);
            }
        }
        await().untilAsserted(() -> assertThat(newThreads(before))
                .filteredOn(thread -> !thread.getName().matches("HttpClient.*|awaitility.*"))
                .isEmpty());
        assertThat(server.queryNames(null, null)).isEqualTo(mbeans);
    }

    @Test
    void closingTwiceDoesNoHarm() throws Exception {
        HttpDoor door = door().port(0).start();
        door.close();
        door.close();
    }

    @Test
    void aDoorThatCannotOpenGivesItsPortBack() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        HttpDoor.Builder wrong = door().port(port).handle("no slash", exchange -> {});
        assertThatThrownBy(wrong::start).isInstanceOf(IllegalArgumentException.class);
        door().port(port).start().close();
        await().untilAsserted(() -> assertThat(newThreads(before))
                .filteredOn(thread -> thread.getName().startsWith("procmgr-"))
                .isEmpty());
    }

    @Test
    void twoDoorsFitInOneJvm() throws Exception {
        try (HttpDoor one = door().port(0).start();
                HttpDoor two = door().port(0).start()) {
            assertThat(one.url()).isNotEqualTo(two.url());
        }
    }

    @Test
    void aPortSetByHandAndTakenIsAnError() throws Exception {
        try (HttpDoor first = door().port(0).start()) {
            int port = first.url().getPort();
            assertThatThrownBy(() -> door().port(port).start())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen at 127.0.0.1 port " + port);
        }
    }

    @Test
    void ifTheDefaultPortIsTakenAFreeOneIsUsed() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            takeDefaultPort(taken);
            try (HttpDoor door = door().start()) {
                assertThat(door.url().getPort()).isNotEqualTo(HttpDoor.DEFAULT_PORT);
                assertThat(door.url().getHost()).isEqualTo("127.0.0.1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void beyondLoopbackIsRefused(String host) {
        assertThatThrownBy(() -> door().settings(DoorSettings.LOCAL.at(host, OptionalInt.of(0)))
                        .start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen at " + host)
                .hasMessageContaining("TLS");
    }

    @Test
    void localhostIsLoopback() throws Exception {
        try (HttpDoor door = door().settings(DoorSettings.LOCAL.at("localhost", OptionalInt.of(0)))
                .start()) {
            assertThat(door.url().getPort()).isPositive();
        }
    }

    private HttpDoor.Builder door() {
        return HttpDoor.builder(logins, new Callers());
    }

    /** By us, or by whoever has it already. */
    private static void takeDefaultPort(ServerSocket socket) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), HttpDoor.DEFAULT_PORT));
        } catch (IOException e) {
            assertThat(e).isInstanceOf(java.net.BindException.class);
        }
    }

    private static Set<Thread> newThreads(Set<Thread> before) {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeAll(before);
        return threads;
    }
}
