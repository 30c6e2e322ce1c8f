package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmgr run}: the start, what it refuses, the log, the reload. */
@ExtendWith(LeakCheck.class)
class RunTest {
    @TempDir
    private Path directory;

    private Path state;
    private Path jobs;

    @BeforeEach
    void writeJobs() throws IOException {
        state = directory.resolve("state");
        jobs = directory.resolve("jobs.properties");
        Files.writeString(jobs, "procmgr.jobs.sleeper.command = sleep 1000\n");
    }

    private Command start(Object... more) throws IOException {
        return Command.startRun(directory, jobs, state, more);
    }

    @Test
    void oneLineTellsThePidAndTheUrlAndTheNextOneShowsTheJobsToAShell() throws Exception {
        try (Command run = start().awaitUp()) {
            String[] lines = run.out().split("\n");

            assertThat(lines).hasSize(2);
            assertThat(lines[0]).matches("procmgr \\S+ runs: pid " + run.pid() + ", http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(Shell.outputOf(lines[1]))
                    .contains("\"name\":\"sleeper\"")
                    .contains("\"pid\":" + Command.childrenOf(state).get(0));
        }
    }

    @Test
    void aJobMayWriteToWhereTheSupervisorWrites() throws Exception {
        Files.writeString(jobs, """
                procmgr.jobs.talker.shell = true
                procmgr.jobs.talker.command = echo to out; echo to err >&2; exec sleep 1000
                procmgr.jobs.talker.log.file = inherit
                procmgr.jobs.limited.shell = true
                procmgr.jobs.limited.command = echo limited; exec sleep 1000
                procmgr.jobs.limited.limit.core = 0
                procmgr.jobs.limited.log.error-file = inherit
                """);
        if ("java".equals(System.getProperty("procmgr.engine"))) {
            start().awaitErr("cannot hand on the supervisor's own standard error: the java engine can")
                    .close();
            return;
        }
        try (Command run = start().awaitUp().awaitErr("limited STARTING → RUNNING")) {
            assertThat(run.out().lines()).contains("to out");
            assertThat(run.errLines()).contains("to err");
            assertThat(run.err()).doesNotContain("to out").doesNotContain("cannot");
        }
    }

    @Test
    @Tag("any-engine")
    void everyJobIsAnMBeanThatTheTokenOpens() throws Exception {
        try (Command run = start().awaitUp()) {
            String url = run.url() + "/jolokia/read/procmgr:type=Process,name=sleeper/Pid";

            assertThat(Shell.outputOf("curl -s -u viewer:$(cat " + state + "/viewer.token) " + url))
                    .contains("\"value\":" + Command.childrenOf(state).get(0));
            assertThat(Shell.outputOf("curl -s -o /dev/null -w '%{http_code}' " + url))
                    .isEqualTo("401");
        }
    }

    @Test
    @Tag("any-engine")
    void theEndpointFileTellsWhereTheDoorIsWhileItIsOpen() throws Exception {
        Path file = state.resolve("endpoint.json");
        try (Command run = start().awaitUp()) {
            assertThat(file).content().contains(Long.toString(run.pid())).contains(run.url());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    @Tag("any-engine")
    void withoutADoorThereIsNoEndpoint() throws Exception {
        try (Command run = Command.start(directory, "run", jobs, "--state", state, "--http", "off")
                .awaitUp()) {
            assertThat(run.out()).matches("procmgr \\S+ runs: pid " + run.pid() + "\n");
            assertThat(state.resolve("endpoint.json")).doesNotExist();
        }
    }

    @Test
    @Tag("any-engine")
    void aDoorWhoseDefaultPortIsTakenTakesAnother() throws Exception {
        try (Command first =
                        Command.start(directory, "run", jobs, "--state", state).awaitUp();
                Command second = Command.start(directory, "run", jobs, "--state", directory.resolve("other"))
                        .awaitUp()) {
            assertThat(second.url()).isNotEqualTo(first.url());
        }
    }

    @Test
    @Tag("any-engine")
    void aPortSetByHandThatIsTakenIsToldBeforeAnyJobStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command run = Command.run(
                    directory, "run", jobs, "--state", state, "--http", "127.0.0.1:" + taken.getLocalPort());

            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err()).startsWith("procmgr: cannot listen at 127.0.0.1 port " + taken.getLocalPort() + ": ");
            assertThat(state).doesNotExist();
        }
    }

    @Test
    @Tag("any-engine")
    void aDoorBeyondLoopbackIsRefused() throws Exception {
        Command run = Command.run(directory, "run", jobs, "--state", state, "--http", "0.0.0.0:0");

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err()).startsWith("procmgr: cannot listen at 0.0.0.0").contains("loopback");
        assertThat(state).doesNotExist();
    }

    @Test
    @Tag("any-engine")
    void aFileWithErrorsStartsNothingAndAllOfThemAreTold() throws Exception {
        Files.writeString(jobs, "procmgr.jobs.sleeper.nice = 5x\nprocmgr.jobs.sleeper.colour = red\n");

        Command run = Command.run(directory, "run", jobs, "--state", state);

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.errLines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith(jobs + ":").contains("job sleeper"));
        assertThat(run.out()).isEmpty();
        assertThat(state.resolve("log")).isEmptyDirectory();
    }

    @Test
    @Tag("any-engine")
    void anAbsentFileIsAnErrorAndIsNotMade() throws Exception {
        Files.delete(jobs);

        Command run = Command.run(directory, "run", "--config", jobs, "--state", state);

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err()).isEqualTo(jobs + ": cannot read it: there is no such file\n");
        assertThat(jobs).doesNotExist();
    }

    @Test
    @Tag("any-engine")
    void aStateDirectoryThatOthersMayReadIsRefused() throws Exception {
        Files.createDirectory(
                state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));

        Command run = Command.run(directory, "run", jobs, "--state", state);

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err()).startsWith("procmgr: cannot use state directory " + state);
    }

    @Test
    @Tag("any-engine")
    void theStateDirectoryOfTheUserIsUsedUnlessAnotherIsGiven() throws Exception {
        Path home = directory.resolve("home");
        ProcessBuilder builder = Command.builder("-Duser.name=somebody", "run", jobs, "--http", "127.0.0.1:0");
        builder.environment().put("XDG_STATE_HOME", home.toString());
        try (Command run = Command.start(directory, builder).awaitUp()) {
            assertThat(home.resolve("procmgr/endpoint.json")).exists();
            assertThat(home.resolve("procmgr/log/sleeper.log")).exists();
            assertThat(run.url()).isNotEmpty();
        }
    }

    @Test
    @Tag("any-engine")
    void aSecondSupervisorOfTheSameStateIsRefusedAndTheFirstIsNamed() throws Exception {
        try (Command first = start().awaitUp()) {
            Command second = Command.run(directory, "run", jobs, "--state", state);

            assertThat(second.exitStatus()).isEqualTo(3);
            assertThat(second.err())
                    .isEqualTo("procmgr: cannot use state directory " + state + ": another procmgr holds it (pid "
                            + first.pid() + ")\n");
            assertThat(second.out()).isEmpty();
            assertThat(Command.childrenOf(state)).hasSize(1);
        }
    }

    @Test
    @Tag("any-engine")
    void aSecondSupervisorThatIsToRunOnlyOnceEndsSilently() throws Exception {
        try (Command first = start().awaitUp()) {
            Command second = Command.run(directory, "run", jobs, "--state", state, "--if-not-running");

            assertThat(second.exitStatus()).isZero();
            assertThat(second.err()).isEmpty();
            assertThat(second.out()).isEmpty();
            assertThat(Command.childrenOf(state)).hasSize(1);
            assertThat(first.url()).isNotEmpty();
        }
    }

    @Test
    void everyLineOfTheLogHasTimeLevelTagAndMessage() throws Exception {
        Files.writeString(jobs, "procmgr.jobs.printer.command = echo printed\nprocmgr.jobs.printer.restart = once\n");
        String log;
        try (Command run = start().awaitUp().awaitErr("COMPLETED")) {
            run.signal("TERM").exitStatus();
            log = run.err();
        }
        assertThat(log.lines()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}(Z|[+-][0-9]{2}:[0-9]{2})"
                        + " (INFO|WARNING|ERROR) (procmgr|printer) .+"));
        assertThat(log).contains("INFO printer started, pid ").contains("INFO procmgr has ended");
        assertThat(log).doesNotContain("printed");
        assertThat(state.resolve("log/printer.log")).hasContent("printed");
    }

    @Test
    @Tag("any-engine")
    void theLogLevelHidesWhatIsBelow() throws Exception {
        try (Command run = start("--log-level", "error").awaitUp()) {
            assertThat(run.signal("TERM").exitStatus()).isZero();
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void hangupReadsTheFilesAnewAndTouchesNoUnchangedJob() throws Exception {
        try (Command run = start().awaitUp()) {
            long pid = Command.childrenOf(state).get(0);

            run.signal("HUP").awaitErr("0 added, 0 restarted, 0 updated, 0 removed, 1 unchanged");

            assertThat(run.err()).contains("INFO procmgr HUP: reading the configuration anew");
            assertThat(Command.childrenOf(state)).containsExactly(pid);
        }
    }

    @Test
    void hangupWithABrokenFileTellsItsErrorsAndChangesNothing() throws Exception {
        try (Command run = start().awaitUp()) {
            long pid = Command.childrenOf(state).get(0);
            Files.writeString(jobs, "procmgr.jobs.sleeper.colour = red\n");

            run.signal("HUP").awaitErr("configuration refused, nothing was changed");

            run.awaitErr("ERROR procmgr " + jobs + ":1: job sleeper: colour: ");
            assertThat(Command.childrenOf(state)).containsExactly(pid);
        }
    }

    @Test
    void aSavedFileIsAppliedByItself() throws Exception {
        try (Command run = start().awaitUp()) {
            long pid = Command.childrenOf(state).get(0);

            Files.writeString(jobs, Files.readString(jobs) + "procmgr.jobs.second.command = sleep 2000\n");

            run.awaitErr("INFO second started, pid ");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(Command.childrenOf(state)).hasSize(2).contains(pid));
        }
    }
}
