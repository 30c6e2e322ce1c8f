package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import io.procmgr.testing.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command as process 1 of a container: a pid namespace of its own. Needs root, to make one. */
@ExtendWith(LeakCheck.class)
class InitTest {
    private static final int ORPHANS = 20;

    @TempDir
    private Path directory;

    @BeforeEach
    void needsRoot() {
        Root.isNeeded();
    }

    private Command start(String engine, String... lines) throws IOException {
        Path jobs = Files.write(directory.resolve("jobs.properties"), List.of(lines));
        ProcessBuilder builder = Command.builder(
                "-Dprocmgr.engine=" + engine, "run", jobs, "--state", directory.resolve("state"), "--http", "off");
        List<String> words = new ArrayList<>(List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child"));
        words.addAll(builder.command());
        return Command.start(directory, builder.command(words));
    }

    /** The JVM, as it is called outside of its namespace. */
    private static ProcessHandle init(Command command) {
        return ProcessHandle.of(command.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
    }

    private static long zombies(ProcessHandle parent) {
        return parent.children().filter(InitTest::isZombie).count();
    }

    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes processes that leave their session and whose parents end before them. */
    private String orphans() throws IOException {
        Path script = Files.writeString(
                directory.resolve("orphans.sh"),
                "i=0\nwhile [ $i -lt " + ORPHANS
                        + " ]; do (setsid sh -c 'sleep 0.1; echo >>\"$1\"; exit 7' sh ended &);"
                        + " i=$((i + 1)); done\nexec sleep 1000\n");
        return "procmgr.jobs.parent.command=sh " + script + "\nprocmgr.jobs.parent.directory=" + directory;
    }

    private void awaitOrphansEnded() {
        Path ended = directory.resolve("ended");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(ended) && Files.readAllLines(ended).size() == ORPHANS);
    }

    @Test
    void orphansAreTakenWhileJobsKeepTheirStatusAndTermStopsAll() throws Exception {
        try (Command command = start(
                "native",
                orphans(),
                "procmgr.jobs.failing.command=sh -c 'exit 5'",
                "procmgr.jobs.failing.backoff.initial=20ms",
                "procmgr.jobs.failing.backoff.factor=1",
                "procmgr.jobs.failing.max-failures=40")) {
            command.awaitErr("failing STARTING → FAILED");
            awaitOrphansEnded();
            ProcessHandle init = init(command);

            await().until(() -> zombies(init) == 0);

            assertThat(command.err()).contains("exit status 5").doesNotContain("not known", "zombies will stay");
            init.destroy();
            assertThat(command.exitStatus()).isZero();
        }
    }

    @Test
    void theJavaEngineCannotAndSaysSo() throws Exception {
        try (Command command = start("java", orphans())) {
            command.awaitErr("zombies will stay");
            awaitOrphansEnded();
            ProcessHandle init = init(command);

            await().until(() -> zombies(init) == ORPHANS);

            init.destroy();
            assertThat(command.exitStatus()).isZero();
        }
    }

    @Test
    void whatIsToBeLeftIsRefusedForAllJobsAtOnce() throws Exception {
        try (Command command = start(
                "native",
                "procmgr.jobs.a.command=sleep 1000",
                "procmgr.jobs.a.on-shutdown=leave",
                "procmgr.jobs.b.command=sleep 1000",
                "procmgr.jobs.b.on-shutdown=leave")) {
            assertThat(command.exitStatus()).isEqualTo(ExitStatus.FAILED);
            assertThat(command.errLines())
                    .hasSize(2)
                    .allMatch(line -> line.contains(
                            "on-shutdown: cannot be leave: procmgr is process 1 of its container, which ends with it"));
        }
    }
}
