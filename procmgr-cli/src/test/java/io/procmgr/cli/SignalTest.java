package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code procmgr run} ends: by signals at all moments, and by force. */
@ExtendWith(LeakCheck.class)
class SignalTest {
    @TempDir
    private Path directory;

    private Path state;
    private Path jobs;

    @BeforeEach
    void writeJobs() throws IOException {
        state = directory.resolve("state");
        jobs = directory.resolve("jobs.properties");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append("procmgr.jobs.family-").append(i).append(".shell = true\n");
            text.append("procmgr.jobs.family-").append(i).append(".command = sleep 1001 & sleep 1002 & wait\n");
        }
        Files.writeString(jobs, text);
    }

    private Command start(Object... more) throws IOException {
        return Command.startRun(directory, jobs, state, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalStopsAllJobsAndEndsWithZero(String signal) throws Exception {
        try (Command run = start().awaitUp()) {
            assertThat(Command.childrenOf(state)).hasSizeGreaterThanOrEqualTo(5);

            assertThat(run.signal(signal).exitStatus()).isZero();

            assertThat(Command.childrenOf(state)).isEmpty();
            assertThat(run.err()).contains("INFO procmgr has ended");
        }
    }

    @Test
    void aSecondSignalDoesNotCutTheEndShort() throws Exception {
        Files.writeString(jobs, """
                procmgr.jobs.stubborn.shell = true
                procmgr.jobs.stubborn.command = trap '' TERM; while :; do sleep 0.1; done
                procmgr.jobs.stubborn.stop.timeout = 1s
                """);
        try (Command run = start().awaitUp().awaitErr("stubborn STARTING → RUNNING")) {
            run.signal("INT")
                    .awaitErr("stubborn RUNNING → STOPPING")
                    .signal("INT")
                    .signal("TERM");

            assertThat(run.exitStatus()).isZero();
            assertThat(Command.childrenOf(state)).isEmpty();
            assertThat(run.err()).contains("KILLING");
        }
    }

    @Test
    void aFileThatIsSavedDuringTheStopStartsNothing() throws Exception {
        String stubborn = """
                procmgr.jobs.stubborn.shell = true
                procmgr.jobs.stubborn.command = trap '' TERM; while :; do sleep 0.1; done
                procmgr.jobs.stubborn.stop.timeout = 1s
                """;
        Files.writeString(jobs, stubborn);
        try (Command run = start().awaitUp().awaitErr("stubborn STARTING → RUNNING")) {
            run.signal("TERM").awaitErr("stubborn RUNNING → STOPPING");
            Files.writeString(jobs, stubborn + "procmgr.jobs.second.command = sleep 1000\n");

            assertThat(run.exitStatus()).isZero();
            assertThat(Command.childrenOf(state)).isEmpty();
            assertThat(run.err()).doesNotContain("second", "ERROR");
        }
    }

    /** The facts are those of a start, in their order; a signal that comes a little later is as good. */
    @ParameterizedTest
    @ValueSource(strings = {".", "state/lock", "state/log", "state/log/family-0.log", "state/endpoint.json"})
    void aSignalDuringTheStartLeavesNothingBehind(String fact) throws Exception {
        try (Command run = start()) {
            await().atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> Files.exists(directory.resolve(fact)));

            int status = run.signal("TERM").signal("INT").exitStatus();

            assertThat(status).isIn(fact.equals(".") ? List.of(0, 143, 130) : List.of(0));
            assertThat(Command.childrenOf(state)).isEmpty();
            assertThat(state.resolve("endpoint.json")).doesNotExist();
        }
    }

    @Test
    void killingTheSupervisorLeavesTheJobsRunning() throws Exception {
        Files.writeString(jobs, "procmgr.jobs.sleeper.command = sleep 1000\n");
        try (Command run = start().awaitUp()) {
            List<Long> children = Command.childrenOf(state);
            assertThat(children).hasSize(1);

            run.signal("KILL").exitStatus();

            assertThat(Command.childrenOf(state)).isEqualTo(children);
        } finally {
            Command.childrenOf(state).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    @Test
    void theNextSupervisorTakesTheStateDirectoryOfAKilledOne() throws Exception {
        Files.writeString(jobs, "procmgr.jobs.printer.command = echo printed\nprocmgr.jobs.printer.restart = once\n");
        Path pidFile = directory.resolve("pid");
        try (Command killed = start("--pid-file", pidFile).awaitUp().awaitErr("COMPLETED")) {
            killed.signal("KILL").exitStatus();
            assertThat(pidFile).hasContent(killed.pid() + "\n");
        }
        try (Command next = start("--pid-file", pidFile).awaitUp()) {
            assertThat(pidFile).hasContent(next.pid() + "\n");
            assertThat(next.signal("TERM").exitStatus()).isZero();
        }
    }
}
