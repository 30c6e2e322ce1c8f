package io.procmgr;

import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs with a socket, under a whole supervisor (pmtr: onconnect). The java engine refuses them: JavaSocketTest. */
@Tag("native-engine")
@ExtendWith(LeakCheck.class)
class SocketJobTest {
    private static final String SERVER =
            "perl -e 'open(S, \"+<&=3\") or die; while (accept(C, S)) { print C $$; close C }'";

    @RegisterExtension
    final RunningSupervisor running = new RunningSupervisor();

    @TempDir
    Path home;

    private int port;

    @BeforeEach
    void findPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    private void start(String command, String... more) throws IOException {
        String text = "procmgr.jobs.web.command = " + command + "\nprocmgr.jobs.web.socket = " + port
                + "\nprocmgr.jobs.web.stop.timeout = 500ms\n" + String.join("", more);
        running.startWith(home, Files.writeString(home.resolve("jobs.properties"), text));
        running.pid("web");
    }

    private String ask() throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(20_000);
            return line(client);
        }
    }

    private static String line(Socket client) throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    @Test
    void noConnectionIsRefusedWhileTheJobIsRestarted() throws IOException {
        start(SERVER);
        long before = running.pid("web");
        running.command("web", JobCommand.RESTART);
        String answer = ask();
        for (int i = 0; i < 50 || answer == null || answer.equals(Long.toString(before)); i++) {
            answer = ask();
        }

        assertThat(answer).isEqualTo(Long.toString(running.pidAfter("web", before)));
    }

    @Test
    void aStoppedJobListensNoMoreAndAStartedOneAgain() throws IOException {
        start(SERVER);
        assertThat(ask()).isEqualTo(Long.toString(running.pid("web")));

        running.command("web", JobCommand.STOP);
        running.awaitState("web", JobState.STOPPED);
        assertThatThrownBy(this::ask).isInstanceOf(ConnectException.class);

        running.command("web", JobCommand.START);
        until(() -> running.find("web").orElseThrow().pid().isPresent());
        assertThat(ask()).isEqualTo(Long.toString(running.pid("web")));
    }

    @Test
    void eachConnectionIsServedByAProcessAndAllEndWithTheJob() throws IOException {
        start("sh -c 'echo $$ >&3; exec sleep 1000'", "procmgr.jobs.web.socket.accept = true\n");
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket other = new Socket(InetAddress.getLoopbackAddress(), port)) {
            long first = Long.parseLong(line(one));
            long second = Long.parseLong(line(other));
            assertThat(ProcessHandle.of(first)).isPresent();
            assertThat(second).isNotEqualTo(first).isNotEqualTo(running.pid("web"));

            running.command("web", JobCommand.STOP);
            running.awaitState("web", JobState.STOPPED);

            assertThat(ProcessHandle.of(first)).isEmpty();
            assertThat(ProcessHandle.of(second)).isEmpty();
        }
    }

    @Test
    void aStubbornConnectionIsKilledAfterTheTimeout() throws IOException {
        start(
                "sh -c \"trap '' TERM; echo $$ >&3; while :; do sleep 0.01; done\"",
                "procmgr.jobs.web.socket.accept = true\n");
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            long pid = Long.parseLong(line(client));

            running.command("web", JobCommand.STOP);
            running.awaitState("web", JobState.STOPPED);

            assertThat(ProcessHandle.of(pid)).isEmpty();
        }
    }

    @Test
    void aKilledAcceptorIsStartedAgainAndServes() throws IOException {
        start("sh -c 'echo $$ >&3'", "procmgr.jobs.web.socket.accept = true\n");
        long before = running.pid("web");
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        running.pidAfter("web", before);

        assertThat(Long.parseLong(ask())).isPositive();
    }

    @Test
    void aPortInUseIsToldAndTriedAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            String text = "procmgr.jobs.web.command = " + SERVER + "\nprocmgr.jobs.web.socket = " + port + "\n";
            running.startWith(home, Files.writeString(home.resolve("jobs.properties"), text));
            assertThat(running.message("web", Kind.NOTICE))
                    .isEqualTo("cannot listen on 127.0.0.1:" + port + ": Address already in use");
        }
        assertThat(running.pid("web")).isPositive();
    }
}
