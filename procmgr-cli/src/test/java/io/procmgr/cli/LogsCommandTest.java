package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmgr logs} and {@code procmgr events}. The jobs only sleep: tests write into their logs. */
@ExtendWith(LeakCheck.class)
class LogsCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path state;

    @BeforeEach
    void name() {
        state = directory.resolve("state");
    }

    private Supervised three() throws Exception {
        return Supervised.of(
                        directory,
                        "one.command = sleep 1000",
                        "one.start-seconds = 50ms",
                        "two.command = sleep 1000",
                        "two.start-seconds = 50ms",
                        "two.log.error-file = " + state.resolve("log/two.err"),
                        "mute.command = sleep 1000",
                        "mute.log.file = none")
                .awaitState("one", JobState.RUNNING)
                .awaitState("two", JobState.RUNNING);
    }

    private void write(String log, String text) throws Exception {
        Files.writeString(
                state.resolve("log").resolve(log), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void theLastLinesAreShownAndThoseOfSeveralJobsWithTheirNames() throws Exception {
        try (Supervised supervised = three()) {
            write("one.log", "1\n2\n3\nnot ended");
            write("two.log", "out\n");
            write("two.err", "err\n");

            assertThat(Client.at(state, "logs", "one", "-n", "2").out()).isEqualTo("3\nnot ended\n");
            assertThat(Client.at(state, "logs", "one", "two", "-n", "1").lines())
                    .containsExactly("one | not ended", "two | out", "two | err");
            assertThat(Client.at(state, "logs", "one", "two", "-n", "1", "--err")
                            .lines())
                    .containsExactly("one | not ended", "two | err");
            assertThat(Client.at(state, "logs", "two", "--json").lines())
                    .containsExactly(
                            "{\"job\":\"two\",\"stream\":\"stdout\",\"text\":\"out\"}",
                            "{\"job\":\"two\",\"stream\":\"stderr\",\"text\":\"err\"}");
            assertThat(supervised.has("one")).isTrue();
        }
    }

    @Test
    void hostileLinesAreText() throws Exception {
        try (Supervised supervised = three()) {
            write("one.log", "\u009b2J\u001b[2J\u001b]0;owned\u0007tab\there\rback\n");

            assertThat(Client.at(state, "logs", "one", "--json").out()).doesNotContain("\u001b", "\u0007", "\u009b");
            assertThat(Client.at(state, "logs", "one").out()).isEqualTo("2J]0;ownedtab\there\nback\n");
            assertThat(supervised.has("one")).isTrue();
        }
    }

    @Test
    void sinceShowsAllThatWasWrittenThen() throws Exception {
        try (Supervised supervised = three()) {
            write("one.log", "a line of text\n".repeat(200_000));

            Client client = Client.at(state, "logs", "one", "--since", "10m");

            assertThat(client.lines()).hasSize(200_000);
            assertThat(supervised.has("one")).isTrue();
        }
    }

    @Test
    void aJobWithoutALogAndAWordWithoutAJobAreTold() throws Exception {
        try (Supervised supervised = three()) {
            Client mute = Client.at(state, "logs", "mute");
            assertThat(mute.status()).isEqualTo(1);
            assertThat(mute.err()).startsWith("procmgr: cannot read stdout of mute: it goes to no file of its own");
            assertThat(Client.at(state, "logs", "one", "mute").err()).isEmpty();
            assertThat(Client.at(state, "logs", "nobody").status()).isEqualTo(1);
            assertThat(Client.at(state, "logs").status()).isEqualTo(2);
            assertThat(Client.at(state, "logs", "one", "-n", "10001").status()).isEqualTo(2);
            assertThat(supervised.has("one")).isTrue();
        }
    }

    @Test
    void whoFollowsGetsEachLineOnceAndWholeUntilTheSupervisorGoes() throws Exception {
        Command follow;
        try (Supervised supervised = three()) {
            write("one.log", "old\nolder\nbeg");
            follow = Command.start(directory, "logs", "-f", "--all", "-n", "1", "--state", state);
            await().atMost(PATIENCE).until(() -> follow.out().contains("older"));

            write("one.log", "un\nnext\n");
            write("two.err", "trouble\n");

            await().atMost(PATIENCE)
                    .until(() -> follow.out().contains("next") && follow.out().contains("trouble"));
            assertThat(follow.out().lines())
                    .containsExactlyInAnyOrder("one  | older", "one  | begun", "one  | next", "two  | trouble");
            assertThat(supervised.has("one")).isTrue();
        }
        assertThat(follow.exitStatus()).isEqualTo(3);
        assertThat(follow.err()).contains("procmgr: cannot talk to procmgr at http://127.0.0.1:");
        follow.close();
    }

    @Test
    void eventsTellWhatHappenedToWhom() throws Exception {
        try (Supervised supervised = three()) {
            Client.at(state, "stop", "one");

            assertThat(Client.at(state, "events", "one", "-n", "1").out())
                    .matches("[0-9T:.+-]+Z? one STOPPING → STOPPED: .*\n");
            assertThat(Client.at(state, "events").out()).contains("procmgr configuration applied: 3 added");
            assertThat(Client.at(state, "events", "two").out()).doesNotContain(" one ");
            assertThat(Client.at(state, "events", "one", "-n", "1", "--json").out())
                    .contains("\"from\":\"STOPPING\",\"to\":\"STOPPED\"");
            assertThat(supervised.has("one")).isTrue();
        }
    }

    @Test
    void whoFollowsEventsHearsOfWhatComes() throws Exception {
        try (Supervised supervised = three();
                Command follow = Command.start(directory, "events", "-f", "one", "-n", "1", "--state", state)) {
            await().atMost(PATIENCE).until(() -> follow.out().contains(" one "));

            Client.at(state, "stop", "one", "two");

            await().atMost(PATIENCE).until(() -> follow.out().contains("one STOPPING → STOPPED"));
            assertThat(follow.out()).doesNotContain(" two ");
            assertThat(supervised.has("one")).isTrue();
        }
    }
}
