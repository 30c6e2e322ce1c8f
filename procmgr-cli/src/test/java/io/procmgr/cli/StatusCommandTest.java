package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmgr status}, {@code top} and {@code apply}. */
@ExtendWith(LeakCheck.class)
class StatusCommandTest {
    @TempDir
    private Path directory;

    private Path state;

    @BeforeEach
    void name() {
        state = directory.resolve("state");
    }

    private Supervised two() throws Exception {
        return Supervised.of(
                        directory,
                        "web.command = sleep 1000",
                        "web.start-seconds = 50ms",
                        "web.tags = front",
                        "db.command = sleep 1000",
                        "db.autostart = false")
                .awaitState("web", JobState.RUNNING);
    }

    @Test
    void statusShowsAllJobsInTheOrderOfTheirDefinition() throws Exception {
        try (Supervised supervised = two()) {
            Client client = Client.at(state, "status");

            assertThat(client.status()).isZero();
            assertThat(client.lines()).hasSize(3);
            assertThat(client.lines().get(0)).matches("NAME +STATE +PID +UPTIME +RESTARTS +LAST EXIT");
            assertThat(client.lines().get(1))
                    .matches("web +RUNNING +" + supervised.job("web").pid().orElseThrow() + " +[0-9]+s +0");
            assertThat(client.lines().get(2)).matches("db +STOPPED +0");
        }
    }

    @Test
    void selectorsChooseAndAWordThatMatchesNothingIsTold() throws Exception {
        try (Supervised supervised = two()) {
            assertThat(Client.at(state, "status", "d*").out()).contains("db").doesNotContain("web");
            assertThat(Client.at(state, "status", "@front").out())
                    .contains("web")
                    .doesNotContain("db");
            assertThat(Client.at(state, "status", "x*", "web").status()).isEqualTo(1);
            assertThat(supervised.has("web")).isTrue();
        }
    }

    @Test
    void aJobThatFailsMakesTheStatusOne() throws Exception {
        try (Supervised supervised = Supervised.of(directory, "bad.command = false", "bad.restart = never")) {
            supervised.awaitState("bad", JobState.FAILED);

            Client client = Client.at(state, "status", "--json");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.out())
                    .startsWith("[{\"name\":\"bad\",\"instance\":\"\",\"state\":\"FAILED\",\"code\":200,");
        }
    }

    @Test
    void watchNeedsATerminal() {
        Client client = Client.at(state, "status", "--watch");

        assertThat(client.status()).isEqualTo(2);
        assertThat(client.err()).startsWith("--watch needs a terminal");
    }

    @Test
    void topShowsWhatTheJobsUse() throws Exception {
        try (Supervised supervised = two()) {
            Client client = Client.at(state, "top", "--sort", "name");

            assertThat(client.status()).isZero();
            assertThat(client.lines().get(0))
                    .matches("NAME +STATE +PID +CPU % +MEMORY +PROCS +THREADS +FILES +UPTIME +RESTARTS");
            assertThat(client.lines().get(1)).matches("db +STOPPED +0");
            assertThat(client.lines().get(2))
                    .matches("web +RUNNING +" + supervised.job("web").pid().orElseThrow()
                            + " +[0-9.]+ +[0-9.]+ [KM]iB +1 +1 +[0-9]+ +[0-9]+s +0");
        }
    }

    @Test
    void applyTellsWhatChangesBeforeAndWhenItDoes() throws Exception {
        try (Supervised supervised = two()) {
            assertThat(Client.at(state, "apply", "--dry-run").out())
                    .isEqualTo("added: none\nrestarted: none\nupdated: none\nremoved: none\nunchanged: 2\n");
            assertThat(Client.at(state, "apply", "--dry-run", "--origins").out())
                    .contains("from: web: command (" + directory.resolve("jobs.properties:1") + ")");
            assertThat(Client.at(state, "apply").out()).contains("unchanged: 2");

            Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.web.colour = red\n");

            Client dry = Client.at(state, "apply", "--dry-run");
            assertThat(dry.status()).isEqualTo(1);
            assertThat(dry.err())
                    .startsWith("procmgr: the configuration would be refused:\n")
                    .contains("colour");
            Client real = Client.at(state, "apply");
            assertThat(real.status()).isEqualTo(1);
            assertThat(real.err()).startsWith("procmgr: cannot apply the configuration, nothing was changed:\n");
            assertThat(supervised.has("db")).isTrue();
        }
    }

    @Test
    void namesWithBlanksAreOneWord() {
        assertThat(Selection.matches("my *", "my stop")).isTrue();
        assertThat(new Selection(List.of("my stop")).fitsOneText()).isFalse();
    }
}
