package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.http.Role;
import io.procmgr.http.Tokens;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real command on a real terminal, which {@code script} makes. */
@ExtendWith(LeakCheck.class)
class TerminalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLEAR = "\u001b[H\u001b[J";
    private static final String HIDE = "\u001b[?25l";
    private static final String SHOW = "\u001b[?25h";

    @TempDir
    private Path directory;

    private Path state;
    private Path typed;

    @BeforeEach
    void name() throws IOException {
        state = directory.resolve("state");
        typed = Files.createFile(directory.resolve("typed"));
    }

    private Supervised jobs() throws Exception {
        return Supervised.of(
                        directory,
                        "web.command = sleep 1000",
                        "web.start-seconds = 50ms",
                        "a-rather-long-name-of-a-job-that-does-not-fit.command = sleep 1000",
                        "a-rather-long-name-of-a-job-that-does-not-fit.autostart = false")
                .awaitState("web", JobState.RUNNING);
    }

    /** On a terminal of 60 columns and 10 lines, at which somebody has typed what is in a file. */
    private Command onTerminal(String environment, Object... words) throws IOException {
        String line = Command.builder(words).command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path script = Files.writeString(
                Files.createTempFile(directory, "line", ".sh"),
                "stty cols 60 rows 10\n" + "exec " + environment + " " + line + "\n");
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "sh " + script, "/dev/null");
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("NO_COLOR");
        builder.redirectInput(typed.toFile());
        return Command.start(directory, builder);
    }

    @Test
    void aTableFitsTheTerminalAndHasColours() throws Exception {
        try (Supervised supervised = jobs();
                Command status = onTerminal("env", "status", "--state", state)) {
            assertThat(status.exitStatus()).isZero();

            assertThat(status.out()).contains("\u001b[32mRUNNING\u001b[0m").contains("a-rather", "…");
            assertThat(withoutColours(status.out()).lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
            assertThat(supervised.has("web")).isTrue();
        }
    }

    @Test
    void noColorMeansNoEscapeSequence() throws Exception {
        try (Supervised supervised = jobs();
                Command status = onTerminal("env NO_COLOR=1", "status", "--state", state)) {
            assertThat(status.exitStatus()).isZero();

            assertThat(status.out()).contains("RUNNING").doesNotContain("\u001b");
            assertThat(supervised.has("web")).isTrue();
        }
    }

    @Test
    void watchIsDrawnInPlaceUntilTheSupervisorGoes() throws Exception {
        Command watch;
        try (Supervised supervised = jobs()) {
            watch = onTerminal("env", "status", "--watch", "--state", state);
            await().atMost(PATIENCE).until(() -> watch.out().contains("RUNNING"));

            Client.at(state, "stop", "web");

            await().atMost(PATIENCE)
                    .until(() ->
                            watch.out().lastIndexOf("STOPPED") > watch.out().lastIndexOf("RUNNING"));
            assertThat(watch.out()).startsWith(HIDE + CLEAR).doesNotContain(SHOW);
            assertThat(supervised.has("web")).isTrue();
        }
        assertThat(watch.exitStatus()).isEqualTo(3);
        assertThat(watch.out()).contains(SHOW);
        assertThat(watch.out().substring(watch.out().lastIndexOf(SHOW))).contains("procmgr: ");
        watch.close();
    }

    @Test
    void topIsDrawnInPlaceAndTheCursorComesBackAtASignal() throws Exception {
        try (Supervised supervised = jobs();
                Command top = onTerminal("env", "top", "--interval", "1s", "--state", state)) {
            await().atMost(PATIENCE).until(() -> occurrences(top.out(), "MEMORY") >= 2);

            List<Long> own = ProcessHandle.of(top.pid())
                    .orElseThrow()
                    .descendants()
                    .map(ProcessHandle::pid)
                    .toList();
            ProcessHandle.of(own.get(own.size() - 1)).orElseThrow().destroy();

            top.exitStatus();
            assertThat(top.out()).contains(SHOW);
            assertThat(supervised.has("web")).isTrue();
        }
    }

    @Test
    void whatIsMissingIsAskedFor() throws Exception {
        Files.writeString(typed, "web\n");
        try (Supervised supervised = jobs();
                Command stop = onTerminal("env", "stop", "--state", state)) {
            assertThat(stop.exitStatus()).as(stop.out()).isZero();

            assertThat(stop.out()).contains("Which jobs to stop (name, web-*, @tag, or * for all)?", "web: STOPPED");
            assertThat(supervised.job("web").state()).isEqualTo(JobState.STOPPED);
        }
    }

    @Test
    void anEmptyAnswerIsWrongUsage() throws Exception {
        Files.writeString(typed, "\n");
        try (Supervised supervised = jobs();
                Command stop = onTerminal("env", "stop", "--state", state)) {
            assertThat(stop.exitStatus()).isEqualTo(2);

            assertThat(supervised.job("web").state()).isEqualTo(JobState.RUNNING);
        }
    }

    @Test
    void theConsoleIsToldAndItsTokenOnATerminalOnly() throws Exception {
        try (Supervised supervised = jobs();
                Command link = onTerminal("env", "console", "--token", "--viewer", "--state", state)) {
            assertThat(link.exitStatus()).as(link.out()).isZero();
            String token = Tokens.read(state, Role.VIEWER).orElseThrow();
            assertThat(link.out().strip()).isEqualTo(supervised.url() + "/console/#token=" + token);

            Client plain = Client.at(state, "console");
            assertThat(plain.out()).isEqualTo(supervised.url() + "/console/\n");
            Client secret = Client.at(state, "console", "--token");
            assertThat(secret.status()).isEqualTo(1);
            assertThat(secret.out()).isEmpty();
            assertThat(secret.err()).contains("no terminal").doesNotContain(token);
        }
        assertThat(Client.at(state, "console").status()).isEqualTo(3);
    }

    private static int occurrences(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private static String withoutColours(String text) {
        return text.replaceAll("\u001b\\[[0-9]*m", "").replace("\r", "");
    }
}
