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

/** {@code procmgr run --scan}: jobs of annotated classes in jars, by the real command. */
@ExtendWith(LeakCheck.class)
class ScanTest {
    private static final String WORKER = """
            @ManagedProcess(name = "worker", command = "sleep 1000", startSeconds = "0s")
            public class Jobs {}
            """;

    private static final String HISTORY = """
            @ApplicationScoped
            public class History {
                @Inject @Job("worker") SupervisedProcess worker;

                void started(@Observes @Job("worker") ProcessStarted event) throws java.io.IOException {
                    write("started " + worker.name());
                }

                void ended(@Observes @Job("worker") ProcessExited event) throws java.io.IOException {
                    write("ended");
                }

                private static void write(String line) throws java.io.IOException {
                    java.nio.file.Files.writeString(java.nio.file.Path.of("history"), line + "\\n",
                            java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                }
            }
            """;

    @TempDir
    private Path directory;

    private Path state;

    @BeforeEach
    void chooseState() {
        state = directory.resolve("state");
    }

    private Command run(Object... words) throws IOException {
        Object[] all = new Object[words.length + 5];
        System.arraycopy(new Object[] {"run", "--state", state, "--http", "off"}, 0, all, 0, 5);
        System.arraycopy(words, 0, all, 5, words.length);
        return Command.start(directory, all);
    }

    private static void awaitNoChildrenOf(Path state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Command.childrenOf(state).isEmpty());
    }

    @Test
    void jobsOfAJarRunBesideThoseOfFilesAndObserversHearOfTheirEnd() throws Exception {
        Path jar = JarOfJobs.jar(directory, "jobs.jar", WORKER, HISTORY);
        Path file =
                Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.other.command = sleep 1000\n");

        try (Command run = run("--scan", jar, file).awaitUp()) {
            assertThat(Command.childrenOf(state)).hasSize(2);
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("history")));

            assertThat(run.signal("TERM").exitStatus()).as(run.err()).isZero();

            assertThat(Files.readAllLines(directory.resolve("history"))).containsExactly("started worker", "ended");
            assertThat(run.err()).doesNotContain("WARN", "ERROR");
        }
        awaitNoChildrenOf(state);
    }

    @Test
    void filesOverrideSingleKeysOfJobsOfADirectoryOfClasses() throws Exception {
        Path classes = JarOfJobs.classes(directory, WORKER);
        Path file = Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.worker.env.MODE = live\n");

        try (Command run = run("--scan", classes, file).awaitUp()) {
            List<Long> children = Command.childrenOf(state);
            assertThat(children).hasSize(1);
            assertThat(Files.readString(Path.of("/proc/" + children.get(0) + "/environ")))
                    .contains("MODE=live\0");
            run.signal("TERM").exitStatus();
        }
        awaitNoChildrenOf(state);
    }

    @Test
    void jobsOfAKilledProcmgrAreTakenOver() throws Exception {
        Path jar = JarOfJobs.jar(directory, "jobs.jar", WORKER);
        List<Long> before;
        try (Command run = run("--scan", jar).awaitUp()) {
            before = Command.childrenOf(state);
            run.signal("KILL").exitStatus();
        }
        try (Command run = run("--scan", jar).awaitUp()) {
            assertThat(before).hasSize(1);
            assertThat(Command.childrenOf(state)).isEqualTo(before);
            assertThat(run.signal("TERM").exitStatus()).isZero();
        }
        awaitNoChildrenOf(state);
    }

    @Test
    void aMainClassHasTheJarsAndProcmgrOnItsClassPath() throws Exception {
        Path jar = JarOfJobs.jar(directory, "jobs.jar", """
                @ManagedProcess(name = "main", mainClass = "Program", restart = "once")
                public class Program {
                    public static void main(String[] args) throws Exception {
                        System.out.println("sees " + io.procmgr.job.JobKey.COMMAND.key() + " "
                                + Class.forName("Other").getDeclaredConstructor().newInstance());
                    }
                }
                """);
        Path library = JarOfJobs.jar(directory, "library.jar", """
                public class Other {
                    @Override public String toString() { return "and the library"; }
                }
                """);
        try (Command run = run("--scan", jar + ":" + library).awaitUp().awaitErr("COMPLETED")) {
            assertThat(Files.readString(state.resolve("log/main.log"))).isEqualTo("sees command and the library\n");
            assertThat(run.signal("TERM").exitStatus()).isZero();
        }
    }

    @Test
    void allWrongAnnotationsAreToldWithTheirClassAndNothingRuns() throws Exception {
        Path jar = JarOfJobs.jar(directory, "jobs.jar", WORKER, """
                @ManagedProcess(name = "bad", command = "sleep 1", stopTimeout = "soon")
                public class Bad {}
                """, """
                @ApplicationScoped
                public class Page { @Inject @Job("wroker") SupervisedProcess worker; }
                """);
        try (Command run = run("--scan", jar)) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err())
                    .contains("@ManagedProcess on Bad: job bad: stopTimeout: must be a duration")
                    .contains("Page.worker: @Job(\"wroker\"): names no job that is defined: did you mean worker?");
            assertThat(run.errLines()).hasSize(2);
            assertThat(run.out()).isEmpty();
        }
        assertThat(Command.childrenOf(state)).isEmpty();
    }

    @Test
    void whatIsNoJarAndWhereThereAreNoJobsIsTold() throws Exception {
        Path none = JarOfJobs.jar(directory, "none.jar", "public class Nothing {}");
        Path text = Files.writeString(directory.resolve("text"), "no jar");
        try (Command run = run("--scan", "missing.jar", "--scan", text)) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("procmgr: cannot find jobs in missing.jar: there is no such file\n"
                            + "procmgr: cannot find jobs in " + text + ": it is neither a jar nor a directory\n");
        }
        try (Command run = run("--scan", none)) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("procmgr: cannot find jobs in " + none
                            + ": no class has @ManagedProcess, and there is no META-INF/procmgr.properties\n");
        }
    }
}
