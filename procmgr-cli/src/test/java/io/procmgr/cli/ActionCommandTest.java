package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmgr start}, {@code stop}, {@code restart}, {@code kill}, {@code reload}, {@code enable}, {@code disable}. */
@ExtendWith(LeakCheck.class)
class ActionCommandTest {
    @TempDir
    private Path directory;

    private Path state;

    @BeforeEach
    void name() {
        state = directory.resolve("state");
    }

    private Supervised sleepers(String... more) throws Exception {
        String[] all = new String[more.length + 6];
        String[] own = {
            "web-1.command = sleep 1000",
            "web-1.start-seconds = 50ms",
            "web-1.tags = front",
            "web-2.command = sleep 1000",
            "web-2.start-seconds = 50ms",
            "web-2.autostart = false"
        };
        System.arraycopy(own, 0, all, 0, own.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return Supervised.of(directory, all).awaitState("web-1", JobState.RUNNING);
    }

    @Test
    void startWaitsUntilTheJobRuns() throws Exception {
        try (Supervised supervised = sleepers()) {
            Client client = Client.at(state, "start", "web-2");

            assertThat(client.status()).isZero();
            assertThat(supervised.job("web-2").state()).isEqualTo(JobState.RUNNING);
            assertThat(client.out())
                    .isEqualTo("web-2: RUNNING, pid "
                            + supervised.job("web-2").pid().orElseThrow() + "\n");
        }
    }

    @Test
    void restartEndsWithAnotherProcess() throws Exception {
        try (Supervised supervised = sleepers()) {
            long before = supervised.job("web-1").pid().orElseThrow();

            assertThat(Client.at(state, "restart", "@front").status()).isZero();

            assertThat(supervised.job("web-1").pid().orElseThrow()).isNotEqualTo(before);
            assertThat(supervised.job("web-1").state()).isEqualTo(JobState.RUNNING);
            assertThat(supervised.job("web-2").pid()).isEmpty();
        }
    }

    @Test
    void stopAndKillEndWithNoProcess() throws Exception {
        try (Supervised supervised = sleepers()) {
            assertThat(Client.at(state, "stop", "web-*").out()).contains("web-1: STOPPED", "web-2: STOPPED");
            assertThat(supervised.job("web-1").pid()).isEmpty();

            Client.at(state, "start", "--all");
            assertThat(Client.at(state, "kill", "--all").status()).isZero();
            assertThat(supervised.job("web-2").state()).isEqualTo(JobState.STOPPED);
        }
    }

    @Test
    void aJobThatDoesNotComeUpIsAFailureThatTellsWhy() throws Exception {
        try (Supervised supervised = sleepers(
                "bad.command = false",
                "bad.autostart = false",
                "bad.restart = never",
                "once.command = true",
                "once.restart = once",
                "once.autostart = false")) {
            Client client = Client.at(state, "start", "bad", "once");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.out()).isEqualTo("once: COMPLETED\n");
            assertThat(client.err()).startsWith("procmgr: bad: FAILED: ").contains("1");
            assertThat(supervised.job("bad").state()).isEqualTo(JobState.FAILED);
        }
    }

    @Test
    void aDisabledJobIsNotStartedUntilItIsEnabled() throws Exception {
        try (Supervised supervised = sleepers()) {
            assertThat(Client.at(state, "disable", "web-1").out()).isEqualTo("web-1: DISABLED\n");
            Client refused = Client.at(state, "start", "web-1");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).isEqualTo("procmgr: cannot start web-1: it is disabled: enable it first\n");

            assertThat(Client.at(state, "enable", "web-1").status()).isZero();
            assertThat(supervised.job("web-1").state()).isNotEqualTo(JobState.DISABLED);
        }
    }

    @Test
    void ofSeveralJobsThoseThatRefuseAreToldAndTheOthersAreDone() throws Exception {
        try (Supervised supervised = sleepers("off.command = sleep 1000", "off.enabled = false")) {
            Client client = Client.at(state, "start", "off", "web-2");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.err()).contains("cannot start off");
            assertThat(client.out()).startsWith("web-2: RUNNING");
            assertThat(supervised.job("web-2").state()).isEqualTo(JobState.RUNNING);
        }
    }

    @Test
    void withNoWaitItReturnsOnceTheCommandIsAccepted() throws Exception {
        try (Supervised supervised =
                sleepers("slow.command = sleep 1000", "slow.start-seconds = 1h", "slow.autostart = false")) {
            Client client = Client.at(state, "start", "slow", "--no-wait");

            assertThat(client.status()).isZero();
            assertThat(client.out()).isEqualTo("slow: STOPPED → STARTING\n");
            assertThat(supervised.job("slow").state()).isEqualTo(JobState.STARTING);
        }
    }

    @Test
    void aTimeThatRunsOutIsTold() throws Exception {
        try (Supervised supervised =
                sleepers("slow.command = sleep 1000", "slow.start-seconds = 1h", "slow.autostart = false")) {
            Client client = Client.at(state, "start", "slow", "--timeout", "100ms");

            assertThat(client.status()).isEqualTo(4);
            assertThat(client.err()).startsWith("procmgr: slow: still STARTING, pid ");
            assertThat(supervised.job("slow").state()).isEqualTo(JobState.STARTING);
        }
    }

    @Test
    void aWordThatMatchesNothingChangesNothing() throws Exception {
        try (Supervised supervised = sleepers()) {
            Client client = Client.at(state, "stop", "web-1", "wbe-2", "@fornt");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.err()).isEqualTo("procmgr: no job matches wbe-2\nno job matches @fornt\n");
            assertThat(supervised.job("web-1").state()).isEqualTo(JobState.RUNNING);
        }
    }

    @Test
    void reloadIsRefusedByAJobWithoutASignalForIt() throws Exception {
        try (Supervised supervised = sleepers(
                "server.command = sleep 1000", "server.start-seconds = 50ms", "server.reload.signal = WINCH")) {
            supervised.awaitState("server", JobState.RUNNING);

            assertThat(Client.at(state, "reload", "server").out()).startsWith("server: signal WINCH is sent to pid ");
            Client both = Client.at(state, "reload", "server", "web-1");
            assertThat(both.status()).isEqualTo(1);
            assertThat(both.err()).startsWith("procmgr: cannot reload web-1: it has no reload.signal");
        }
    }

    @Test
    void withJsonTheOutcomesAreOneArray() throws Exception {
        try (Supervised supervised = sleepers()) {
            Client client = Client.at(state, "stop", "web-1", "--json");

            assertThat(supervised.job("web-1").state()).isEqualTo(JobState.STOPPED);
            assertThat(client.out())
                    .isEqualTo("[{\"name\":\"web-1\",\"outcome\":\"reached\",\"state\":\"STOPPED\",\"pid\":-1,"
                            + "\"message\":\"web-1: STOPPED\"}]\n");
        }
    }

    @Test
    void inAScriptAMissingSelectorIsNotAskedFor() throws Exception {
        try (Supervised supervised = sleepers()) {
            Client client = Client.at(state, "stop");

            assertThat(client.status()).isEqualTo(2);
            assertThat(client.err())
                    .startsWith("Missing required parameter: 'SELECTOR', or --all\nUsage: procmgr stop");
            assertThat(supervised.job("web-1").state()).isEqualTo(JobState.RUNNING);
        }
    }

    @Test
    void signalGoesToTheProcessOfEachJob() throws Exception {
        try (Supervised supervised = sleepers()) {
            Client client = Client.at(state, "signal", "KILL", "web-1");

            assertThat(client.status()).isZero();
            assertThat(client.out()).startsWith("web-1: signal KILL is sent to pid ");
            Client refused = Client.at(state, "signal", "HUP", "web-2");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).startsWith("procmgr: cannot signal web-2: it has no process");
            assertThat(Client.at(state, "signal", "NONSENSE", "web-1").status()).isEqualTo(2);
            assertThat(Client.at(state, "signal", "HUP").status()).isEqualTo(2);
            assertThat(supervised.has("web-1")).isTrue();
        }
    }

    @Test
    void aRollingRestartGoesOnOnlyWhileEachComesUp() throws Exception {
        Path flag = Files.createFile(directory.resolve("flag"));
        try (Supervised supervised = sleepers(
                "web-0.shell = true",
                "web-0.command = test -e " + flag + " && exec sleep 1000",
                "web-0.start-seconds = 50ms",
                "web-3.command = sleep 1000",
                "web-3.start-seconds = 50ms")) {
            supervised.awaitState("web-0", JobState.RUNNING).awaitState("web-3", JobState.RUNNING);
            Client all = Client.at(state, "restart", "--rolling", "--parallel", "2", "web-*");
            assertThat(all.err()).isEmpty();
            assertThat(all.lines()).hasSize(4);

            Files.delete(flag);
            long last = supervised.job("web-3").pid().orElseThrow();
            Client client = Client.at(state, "restart", "--rolling", "web-*");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.out()).contains("web-1: RUNNING", "web-2: RUNNING");
            assertThat(client.err()).contains("web-0: BACKOFF").endsWith("procmgr: left as they are: web-3\n");
            assertThat(supervised.job("web-3").pid()).hasValue(last);
            assertThat(Client.at(state, "restart", "--parallel", "2", "web-1").status())
                    .isEqualTo(2);
        }
    }
}
