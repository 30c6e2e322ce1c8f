package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.http.EndpointFile;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client finds its supervisor, and to whom it shows its token. */
@ExtendWith(LeakCheck.class)
class ConnectionTest {
    private static final String TOKEN = "0123456789012345678901234567890123456789";

    @TempDir
    private Path directory;

    private Path state;

    @BeforeEach
    void name() {
        state = directory.resolve("state");
    }

    private Supervised sleeper() throws Exception {
        return Supervised.of(directory, "web.command = sleep 1000", "web.start-seconds = 50ms")
                .awaitState("web", JobState.RUNNING);
    }

    @Test
    void withoutASupervisorTheStatusIsThree() {
        Client client = Client.at(state, "status");

        assertThat(client.status()).isEqualTo(3);
        assertThat(client.err()).isEqualTo("procmgr: no procmgr runs here (state=" + state + ")\n");
        assertThat(state).doesNotExist();
    }

    @Test
    void theTokenIsNotShownToWhoeverListensWhereADeadSupervisorDid() throws Exception {
        sleeper().close();
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + stranger.getLocalPort());
            new EndpointFile(url, ProcessHandle.current().pid()).write(state);

            assertThat(Client.at(state, "stop", "web").err()).startsWith("procmgr: no procmgr runs here");

            stranger.setSoTimeout(1);
            assertThat(stranger).matches(socket -> isLonely(socket), "nobody has connected");
        }
    }

    @Test
    void norToWhomeverAnEarlierSupervisorOfTheSameDirectoryHasNamed() throws Exception {
        try (Supervised supervised = sleeper();
                ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new EndpointFile(URI.create("http://127.0.0.1:" + stranger.getLocalPort()), 1).write(state);

            Client client = Client.at(state, "status");

            assertThat(client.status()).isEqualTo(3);
            assertThat(client.err()).contains("it has no HTTP door, or not yet");
            stranger.setSoTimeout(1);
            assertThat(stranger).matches(socket -> isLonely(socket), "nobody has connected");
            assertThat(supervised.has("web")).isTrue();
        }
    }

    private static boolean isLonely(ServerSocket socket) {
        try {
            socket.accept().close();
            return false;
        } catch (java.io.IOException e) {
            return true;
        }
    }

    @Test
    void anotherHostIsReachedByItsUrlAndATokenFile() throws Exception {
        try (Supervised supervised = sleeper()) {
            Path viewer = state.resolve("viewer.token");
            Path operator = state.resolve("operator.token");

            Client status = Client.run("status", "--url", supervised.url(), "--token-file", viewer);
            assertThat(status.status()).isZero();
            assertThat(status.out()).contains("web", "RUNNING");
            Client refused = Client.run("stop", "web", "--url", supervised.url(), "--token-file", viewer);
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("operator");
            assertThat(Client.run("stop", "web", "--url", supervised.url() + "/", "--token-file", operator)
                            .status())
                    .isZero();
        }
    }

    @Test
    void aWrongTokenIsToldAsThat() throws Exception {
        try (Supervised supervised = sleeper()) {
            Path wrong = Files.writeString(directory.resolve("wrong.token"), TOKEN + "\n");

            Client client = Client.run("status", "--url", supervised.url(), "--token-file", wrong);

            assertThat(client.status()).isEqualTo(3);
            assertThat(client.err())
                    .isEqualTo("procmgr: cannot talk to procmgr at " + supervised.url()
                            + ": it does not take the token\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1:8778",
                "http://0.0.0.0:8778",
                "ftp://127.0.0.1",
                "127.0.0.1:8778",
                "http://user:secret@127.0.0.1:8778",
                "http://127.0.0.1:8778/elsewhere",
                "http://127.0.0.1:8778?x=y"
            })
    void aUrlThatWouldShowTheTokenOrIsNoneIsRefused(String url) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), TOKEN);

        Client client = Client.run("status", "--url", url, "--token-file", token);

        assertThat(client.status()).isEqualTo(2);
        assertThat(client.err()).startsWith("Invalid value for option '--url': must be https");
        assertThat(client.err()).doesNotContain(TOKEN);
    }

    @Test
    void aTokenFileThatCannotBeReadOrIsEmptyIsTold() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThat(Client.run("status", "--url", "http://127.0.0.1:1", "--token-file", directory.resolve("none"))
                        .status())
                .isEqualTo(3);
        Client client = Client.run("status", "--url", "http://127.0.0.1:1", "--token-file", empty);
        assertThat(client.status()).isEqualTo(3);
        assertThat(client.err()).contains(empty.toString());
        assertThat(Client.run("status", "--url", "http://127.0.0.1:1").status()).isEqualTo(2);
        assertThat(Client.run("status", "--token-file", empty).status()).isEqualTo(2);
    }

    @Test
    void whoDoesNotSpeakJolokiaIsTold() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), TOKEN);
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (java.net.Socket socket = stranger.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write("HTTP/1.1 302 Found\r\nLocation: http://x/\r\n\r\n".getBytes());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            answering.start();

            Client client =
                    Client.run("status", "--url", "http://127.0.0.1:" + stranger.getLocalPort(), "--token-file", token);

            answering.join();
            assertThat(client.status()).isEqualTo(3);
            assertThat(client.err()).startsWith("procmgr: cannot talk to procmgr at http://127.0.0.1:");
        }
    }

    @Test
    void theSupervisorOfAnApplicationIsFoundInItsStateDirectoryOrByItsName() throws Exception {
        Path jobs = Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.web.command = sleep 1000\n");
        try (Supervised supervised = Supervised.start(state, jobs, Optional.of("shop"))) {
            assertThat(Client.at(state, "stop", "web").status()).isZero();
            assertThat(Client.at(state, "top").out()).contains("web");

            Path token = state.resolve("viewer.token");
            assertThat(Client.run("status", "--url", supervised.url(), "--token-file", token, "--app", "shop")
                            .out())
                    .contains("web");
            Client unknown = Client.run("status", "--url", supervised.url(), "--token-file", token);
            assertThat(unknown.status()).isEqualTo(3);
            assertThat(unknown.err()).contains("there is no supervisor", "--app");
        }
    }
}
