package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The main paths of the client with nothing but real processes: supervisor, client and jobs. */
@ExtendWith(LeakCheck.class)
class ClientProcessTest {
    @TempDir
    private Path directory;

    private Command client(Object... words) throws IOException {
        return Command.run(directory, words);
    }

    @Test
    void aJobIsAddedRestartedReadAndRemovedWhileTheSupervisorRuns() throws Exception {
        Path state = directory.resolve("state");
        Path jobs = Files.createDirectory(directory.resolve("jobs.d"));
        try (Command run = Command.startRun(directory, jobs, state).awaitUp()) {
            Command add = client(
                    "add",
                    "web",
                    "--state",
                    state,
                    "--set",
                    "start-seconds=50ms",
                    "--",
                    "sh",
                    "-c",
                    "echo hello from $$; exec sleep 1000");
            assertThat(add.err()).isEmpty();
            assertThat(add.exitStatus()).isZero();

            Command restart = client("restart", "web", "--state", state);
            assertThat(restart.exitStatus()).isZero();
            List<Long> children = Command.childrenOf(state);
            assertThat(restart.out()).isEqualTo("web: RUNNING, pid " + children.get(0) + "\n");
            assertThat(client("status", "--state", state).out())
                    .contains("RUNNING", children.get(0).toString());
            assertThat(client("logs", "web", "-n", "1", "--state", state).out())
                    .isEqualTo("hello from " + children.get(0) + "\n");

            assertThat(client("remove", "web", "--state", state).exitStatus()).isZero();
            assertThat(Command.childrenOf(state)).isEmpty();
            assertThat(run.err()).contains("restart").doesNotContain("Exception");
        }
        assertThat(client("status", "--state", state).exitStatus()).isEqualTo(3);
    }

    @Test
    void whatASupervisorThatWasKilledLeftIsNotBelieved() throws Exception {
        Path state = directory.resolve("state");
        Path jobs = Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.a.command = sleep 1000\n");
        try (Command run = Command.startRun(directory, jobs, state).awaitUp()) {
            run.signal("KILL").exitStatus();
        }
        assertThat(state.resolve("endpoint.json")).exists();

        Command status = client("status", "--state", state);

        assertThat(status.exitStatus()).isEqualTo(3);
        assertThat(status.err()).isEqualTo("procmgr: no procmgr runs here (state=" + state + ")\n");
        try (Command next = Command.start(directory, "run", jobs, "--state", state, "--http", "off")
                .awaitUp()) {
            assertThat(state.resolve("endpoint.json")).doesNotExist();
            assertThat(client("status", "--state", state).err())
                    .contains("it has no HTTP door, or not yet (pid=" + next.pid());
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Command.childrenOf(state).isEmpty());
    }
}
