package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmgr run --daemon}, and many starts at once. */
@ExtendWith(LeakCheck.class)
class DaemonTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PID = Pattern.compile(" runs: pid ([0-9]+)");

    @TempDir
    private Path directory;

    private Path jobs;
    private Path state;
    private final List<Long> daemons = new ArrayList<>();

    @BeforeEach
    void define() throws IOException {
        state = directory.resolve("state");
        jobs = Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.sleeper.command = sleep 1000\n");
    }

    @AfterEach
    void endDaemons() {
        daemons.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
        await().atMost(PATIENCE).until(() -> daemons.stream().noneMatch(DaemonTest::lives));
        await().atMost(PATIENCE).until(() -> Command.childrenOf(state).isEmpty());
    }

    private Object[] words(String... more) {
        List<Object> words = new ArrayList<>(List.of("run", "--daemon", jobs, "--state", state, "--http", "off"));
        words.addAll(List.of(more));
        return words.toArray();
    }

    /** The pid that a command tells, once it has ended. */
    private long daemonOf(Command command) {
        assertThat(command.exitStatus()).as(command.err()).isZero();
        Matcher pid = PID.matcher(command.out());
        assertThat(pid.find()).as(command.out()).isTrue();
        daemons.add(Long.parseLong(pid.group(1)));
        return daemons.get(daemons.size() - 1);
    }

    private static boolean lives(long pid) {
        return stat(pid).filter(stat -> !stat.startsWith("Z")).isPresent();
    }

    /** What stands behind the name in {@code /proc/PID/stat}: state, parent, group, session … */
    private static Optional<String> stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Test
    void itReturnsWhenAllIsUpAndLeavesADaemonBehind() throws IOException {
        Command command = Command.run(directory, words());

        long pid = daemonOf(command);
        assertThat(Command.childrenOf(state)).hasSize(1);
        assertThat(pid).isNotEqualTo(command.pid());
        assertThat(stat(pid).orElseThrow().split(" ")[3]).as("session").isEqualTo(Long.toString(pid));
        Path log = state.toRealPath().resolve("procmgr.log");
        assertThat(descriptor(pid, 0)).isEqualTo(Path.of("/dev/null"));
        assertThat(descriptor(pid, 1)).isEqualTo(log);
        assertThat(descriptor(pid, 2)).isEqualTo(log);
        await().atMost(PATIENCE).until(() -> Files.readString(log).contains("sleeper STARTING → RUNNING"));
        assertThat(command.err()).isEmpty();
    }

    private static Path descriptor(long pid, int number) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/" + number));
    }

    @Test
    void theDaemonHoldsItsPidFileAndEndsOrderly() throws IOException {
        Path pidFile = directory.resolve("procmgr.pid");
        long pid = daemonOf(Command.run(directory, words("--pid-file", pidFile.toString())));
        assertThat(pidFile).hasContent(pid + "\n");

        ProcessHandle.of(pid).orElseThrow().destroy();

        await().atMost(PATIENCE).until(() -> !lives(pid));
        assertThat(pidFile).doesNotExist();
        assertThat(Command.childrenOf(state)).isEmpty();
        assertThat(Files.readString(state.resolve("procmgr.log"))).contains("procmgr has ended");
    }

    @Test
    void itsLogIsRotatedAsThatOfAJob() throws IOException {
        Files.writeString(
                jobs,
                "procmgr.jobs.sleeper.command = yes 'a line of a log' | head -n 700000; exec sleep 1000\n"
                        + "procmgr.jobs.sleeper.shell = true\n"
                        + "procmgr.jobs.sleeper.log.file = inherit\n");

        daemonOf(Command.run(directory, words()));

        Path log = state.resolve("procmgr.log");
        await().atMost(PATIENCE).until(() -> Files.readString(log).contains("procmgr rotated " + log));
        assertThat(state.resolve("procmgr.log.1")).exists();
        assertThat(Files.size(log)).isLessThan(5_000_000);
    }

    @Test
    void errorsOfTheFilesAreToldOnTheTerminal() throws IOException {
        Files.writeString(jobs, "procmgr.jobs.sleeper.nice = 99\n");

        Command command = Command.run(directory, words());

        assertThat(command.exitStatus()).isEqualTo(1);
        assertThat(command.err())
                .contains("jobs.properties:1: job sleeper: nice: must be")
                .doesNotContain("\0");
        assertThat(command.out()).isEmpty();
    }

    @Test
    void aStateDirectoryThatCannotBeUsedIsToldOnTheTerminal() throws IOException {
        Files.writeString(state, "a file");

        Command command = Command.run(directory, words());

        assertThat(command.exitStatus()).isEqualTo(1);
        assertThat(command.err()).startsWith("procmgr: cannot start a daemon: cannot use state directory " + state);
    }

    @Test
    void aLogThatCannotBeWrittenIsToldOnTheTerminal() throws IOException {
        Files.createDirectories(state.resolve("procmgr.log"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));

        Command command = Command.run(directory, words());

        assertThat(command.exitStatus()).isEqualTo(1);
        assertThat(command.err()).contains("Is a directory", "procmgr: cannot start a daemon: exit status");
    }

    @Test
    void aFullDiskIsToldOnTheTerminal() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(Shell.succeeds("mount -t tmpfs -o size=64k tmpfs " + disk), "needs the right to mount");
        try {
            state = Files.createDirectory(disk.resolve("state"));
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
            Shell.succeeds("dd if=/dev/zero of=" + disk + "/full bs=1k");

            Command command = Command.run(directory, words());

            assertThat(command.exitStatus()).isEqualTo(1);
            assertThat(command.err()).contains("cannot use state directory " + state + ": No space left on device");
        } finally {
            Shell.succeeds("umount " + disk);
        }
    }

    @Test
    void aSecondDaemonIsRefusedAndSilentIfItMayBe() throws IOException {
        long pid = daemonOf(Command.run(directory, words()));

        Command second = Command.run(directory, words());
        assertThat(second.exitStatus()).isEqualTo(3);
        assertThat(second.err())
                .isEqualTo("procmgr: cannot use state directory " + state + ": another procmgr holds it (pid " + pid
                        + ")\n");

        Command silent = Command.run(directory, words("--if-not-running"));
        assertThat(silent.exitStatus()).isZero();
        assertThat(silent.out() + silent.err()).isEmpty();
    }

    @Test
    void ofFiveStartsAtOnceExactlyOneRuns() throws IOException {
        startFive(3);
    }

    @Test
    void ofFiveStartsByCronExactlyOneRunsAndTheOthersAreSilent() throws IOException {
        startFive(0, "--if-not-running");
    }

    private void startFive(int statusOfOthers, String... more) throws IOException {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            commands.add(Command.start(directory, words(more)));
        }
        List<Command> up = new ArrayList<>();
        for (Command command : commands) {
            int status = command.exitStatus();
            if (command.out().isEmpty()) {
                assertThat(status).as(command.err()).isEqualTo(statusOfOthers);
                assertThat(command.err().isEmpty()).isEqualTo(statusOfOthers == 0);
            } else {
                up.add(command);
            }
        }
        assertThat(up).hasSize(1);
        assertThat(lives(daemonOf(up.get(0)))).isTrue();
        // a process that is being made has not its own environment yet
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Command.childrenOf(state)).hasSize(1));
    }
}
