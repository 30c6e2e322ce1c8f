package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmgr add} and {@code procmgr remove}. */
@ExtendWith(LeakCheck.class)
class AddRemoveTest {
    @TempDir
    private Path directory;

    private Path state;
    private Path jobs;

    @BeforeEach
    void makeDirectory() throws IOException {
        state = directory.resolve("state");
        jobs = Files.createDirectory(directory.resolve("jobs.d"));
        Files.writeString(jobs.resolve("first.job"), "command = sleep 1000\nstart-seconds = 50ms\n");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(jobs)) {
            return entries.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anAddedJobRunsAndStandsInAFileOfItsOwn() throws Exception {
        try (Supervised supervised = Supervised.start(state, jobs)) {
            Client client = Client.at(
                    state,
                    "add",
                    "web",
                    "--set",
                    "start-seconds=50ms",
                    "--env",
                    "A=b c",
                    "--tag",
                    "front",
                    "--directory",
                    directory,
                    "--",
                    "sh",
                    "-c",
                    "echo \"$A\"; exec sleep 1000");

            assertThat(client.err()).isEmpty();
            assertThat(client.status()).isZero();
            assertThat(client.lines()).element(0).isEqualTo("web: written to " + jobs.resolve("web.job"));
            assertThat(client.lines()).element(1).asString().startsWith("web: RUNNING, pid ");
            assertThat(supervised.job("web").state()).isEqualTo(JobState.RUNNING);
            assertThat(supervised.job("web").spec().tags()).contains("front");
            assertThat(files()).containsExactly("first.job", "web.job");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(jobs.resolve("web.job"))))
                    .isEqualTo("rw-------");
        }
        try (Supervised next = Supervised.start(state, jobs)) {
            next.awaitState("web", JobState.RUNNING);
        }
    }

    @Test
    void aRemovedJobHasEndedAndItsFileIsGone() throws Exception {
        try (Supervised supervised = Supervised.start(state, jobs)) {
            supervised.awaitState("first", JobState.RUNNING);
            long pid = supervised.job("first").pid().orElseThrow();

            Client client = Client.at(state, "remove", "first");

            assertThat(client.status()).isZero();
            assertThat(client.out()).isEqualTo("first: removed\n");
            assertThat(supervised.has("first")).isFalse();
            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void whatIsNotValidIsNotWritten() throws Exception {
        try (Supervised supervised = Supervised.start(state, jobs)) {
            Client client = Client.at(
                    state,
                    "add",
                    "web",
                    "--set",
                    "nice=5x",
                    "--set",
                    "colour=red",
                    "--restart",
                    "sometimes",
                    "--",
                    "sleep");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.err()).contains("nice", "colour", "restart").doesNotContain("Exception");
            assertThat(files()).containsExactly("first.job");
            assertThat(supervised.has("web")).isFalse();
        }
    }

    @Test
    void aJobOfThatNameIsNotReplaced() throws Exception {
        try (Supervised supervised = Supervised.start(state, jobs)) {
            Client client = Client.at(state, "add", "first", "--", "true");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.err())
                    .startsWith("procmgr: cannot add first: there is a job of that name (defined at "
                            + jobs.resolve("first.job"));
            assertThat(supervised.has("first")).isTrue();
            assertThat(Files.readString(jobs.resolve("first.job"))).contains("sleep");
        }
    }

    @Test
    void whatTheSupervisorRefusesIsTakenBack() throws Exception {
        try (Supervised supervised = Supervised.start(state, jobs)) {
            Files.writeString(jobs.resolve("broken.conf"), "job {\n");

            Client added = Client.at(state, "add", "web", "--", "sleep", "1000");
            Client removed = Client.at(state, "remove", "first");

            assertThat(added.status()).isEqualTo(1);
            assertThat(added.err()).contains("broken.conf");
            assertThat(removed.status()).isEqualTo(1);
            assertThat(files()).containsExactly("broken.conf", "first.job");
            assertThat(supervised.has("first")).isTrue();
        }
    }

    @Test
    void aDirectoryThatTheSupervisorDoesNotReadGetsNothing() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other.d"));
        try (Supervised supervised = Supervised.start(state, jobs)) {
            Client client = Client.at(state, "add", "web", "--config", other, "--", "sleep", "1000");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.err()).contains("does not read " + other);
            assertThat(other).isEmptyDirectory();
            assertThat(supervised.has("web")).isFalse();
        }
    }

    @Test
    void aSupervisorWithoutADirectoryHasNoPlaceForAJob() throws Exception {
        try (Supervised supervised = Supervised.of(directory, "only.command = sleep 1000")) {
            Client client = Client.at(state, "add", "web", "--", "sleep", "1000");

            assertThat(client.status()).isEqualTo(1);
            assertThat(client.err()).contains("reads no directory of job files");
            assertThat(Client.at(state, "remove", "only").status()).isEqualTo(1);
            assertThat(supervised.has("only")).isTrue();
        }
    }

    @Test
    void withoutASupervisorTheFileIsWrittenToTheDirectoryThatIsNamed() throws Exception {
        assertThat(Client.at(state, "add", "web", "--", "true").status()).isEqualTo(3);

        Client client = Client.at(state, "add", "web", "--config", jobs, "--", "true");

        assertThat(client.status()).isZero();
        assertThat(client.out()).contains("no procmgr runs here");
        assertThat(jobs.resolve("web.job")).content().contains("command = true");
        assertThat(Client.at(state, "add", "web", "--config", jobs, "--", "true")
                        .err())
                .contains("there is " + jobs.resolve("web.job") + " already");
        assertThat(Client.at(state, "remove", "web", "--config", jobs).status()).isZero();
        assertThat(files()).containsExactly("first.job");
    }

    @Test
    void namesThatWouldLeaveTheDirectoryOrMeanSomethingElseAreEncodedOrRefused() throws Exception {
        try (Supervised supervised = Supervised.start(state, jobs)) {
            assertThat(Client.at(state, "add", "../etc", "--no-wait", "--", "sleep", "1000")
                            .status())
                    .isZero();
            assertThat(files()).containsExactly("%2E.%2Fetc.job", "first.job");
            assertThat(supervised.has("../etc")).isTrue();
            assertThat(Client.at(state, "add", "defaults", "--", "true").status())
                    .isEqualTo(1);
            assertThat(Client.at(state, "add", "two words", "--", "true").status())
                    .isEqualTo(1);
            assertThat(Client.at(state, "remove", "../etc").status()).isZero();
        }
    }

    @Test
    void jobsThatAreAddedAtOnceWhileTheConfigurationIsReadAllRun() throws Exception {
        int many = 6;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try (Supervised supervised = Supervised.start(state, jobs)) {
            List<Callable<Client>> adds = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                String name = "job-" + i;
                adds.add(() -> Client.at(state, "add", name, "--set", "start-seconds=50ms", "--", "sleep", "1000"));
                adds.add(() -> Client.at(state, "apply"));
            }
            for (Future<Client> done : threads.invokeAll(adds)) {
                assertThat(done.get().err()).isEmpty();
                assertThat(done.get().status()).isZero();
            }
            for (int i = 0; i < many; i++) {
                assertThat(supervised.job("job-" + i).state()).isEqualTo(JobState.RUNNING);
                assertThat(supervised.job("job-" + i).history().startCount()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwoWhoAddTheSameNameOneIsRefused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Supervised supervised = Supervised.start(state, jobs)) {
            Callable<Client> add = () -> Client.at(state, "add", "web", "--no-wait", "--", "sleep", "1000");

            List<Integer> statuses = new ArrayList<>();
            for (Future<Client> done : threads.invokeAll(List.of(add, add))) {
                statuses.add(done.get().status());
            }

            assertThat(statuses).containsExactlyInAnyOrder(0, 1);
            assertThat(supervised.has("web")).isTrue();
            assertThat(files()).containsExactly("first.job", "web.job");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anAddedJobMayUseTheAlertChannelsOfTheDirectory() throws Exception {
        Files.writeString(
                jobs.resolve("alerts.properties"),
                "procmgr.alerts.pager.type = command\nprocmgr.alerts.pager.command = /bin/true\n");
        try (Supervised supervised = Supervised.start(state, jobs)) {
            Client client = Client.at(
                    state, "add", "web", "--set", "start-seconds=50ms", "--set", "alerts=pager", "--", "sleep", "1000");
            assertThat(client.err()).isEmpty();
            assertThat(supervised.job("web").state()).isEqualTo(JobState.RUNNING);

            Client wrong = Client.at(state, "add", "other", "--set", "alerts=pagger", "--", "sleep", "1000");
            assertThat(wrong.err()).contains(jobs.resolve("other.job") + ":", "alerts", "pagger");
            assertThat(files()).containsExactly("alerts.properties", "first.job", "web.job");
        }
    }
}
