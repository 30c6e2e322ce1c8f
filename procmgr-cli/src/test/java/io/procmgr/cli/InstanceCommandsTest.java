package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Instances of templates on the command line. */
@ExtendWith(LeakCheck.class)
class InstanceCommandsTest {
    @TempDir
    private Path directory;

    private Path state;
    private Path jobs;

    @BeforeEach
    void makeDirectory() throws IOException {
        state = directory.resolve("state");
        jobs = Files.createDirectory(directory.resolve("jobs.d"));
        Files.writeString(
                jobs.resolve("web@.job"), "command = sh -c 'echo I am %i; exec sleep 1000'\nstart-seconds = 50ms\n");
        Files.writeString(jobs.resolve("web.job"), "command = sleep 1000\nstart-seconds = 50ms\n");
    }

    private Client at(Object... words) {
        return Client.at(state, words);
    }

    @Test
    void startMakesAnInstanceAndRemoveForgetsIt() throws Exception {
        try (Supervised supervised = Supervised.start(state, jobs)) {
            Client started = at("start", "web@blue", "web@green");
            assertThat(started.err()).isEmpty();
            assertThat(started.lines()).allMatch(line -> line.matches("web@(blue|green): RUNNING, pid \\d+.*"));
            long blue = supervised.job("web@blue").pid().orElseThrow();

            assertThat(at("start", "web@blue").status()).isZero();
            assertThat(supervised.job("web@blue").pid()).hasValue(blue);
            assertThat(at("logs", "web@blue").out()).contains("I am blue");
            assertThat(at("status", "web@*").out())
                    .contains("web@blue", "web@green")
                    .doesNotContain("web ");
            assertThat(at("status", "--json", "web@blue").out()).contains("\"instance\":\"blue\"");
            assertThat(at("stop", "web@*").status()).isZero();
            assertThat(supervised.job("web@green").state()).isEqualTo(JobState.STOPPED);
            assertThat(supervised.job("web").state()).isEqualTo(JobState.RUNNING);

            assertThat(at("start", "web@../etc").err()).contains("the name of an instance has 1 to 32 characters");
            assertThat(at("start", "web@").err()).contains("web@ is a template: name an instance of it, web@NAME");
            assertThat(at("start", "none@x").err()).contains("no job matches none@x");

            Client removed = at("remove", "web@blue");
            assertThat(removed.err()).isEmpty();
            assertThat(removed.out()).isEqualTo("web@blue: removed\n");
            assertThat(supervised.has("web@blue")).isFalse();
            assertThat(at("remove", "web@blue").status()).isZero();
            assertThat(jobs.resolve("web@.job")).exists();

            // with its template
            assertThat(at("remove", "web@").out()).isEqualTo("web@green: removed\n");
            assertThat(supervised.has("web@green")).isFalse();
            assertThat(supervised.has("web")).isTrue();
        }
    }

    @Test
    void addTakesTemplatesAndNumbers() throws Exception {
        try (Supervised supervised = Supervised.start(state, jobs)) {
            assertThat(at("add", "tool@", "--", "sleep", "%i").out())
                    .isEqualTo("tool@: written to " + jobs.resolve("tool%40.job") + "\n");
            assertThat(at("add", "tool@", "--", "sleep", "%i").err())
                    .contains("cannot add tool@: there is a job of that name");
            Client pool =
                    at("add", "pool", "--set", "instances=2", "--set", "start-seconds=50ms", "--", "sleep", "100%i");
            assertThat(pool.err()).isEmpty();
            assertThat(pool.out()).contains("pool@1: RUNNING", "pool@2: RUNNING");
            assertThat(at("remove", "pool").out()).contains("pool@1: removed", "pool@2: removed");
            assertThat(supervised.has("pool@1")).isFalse();
        }
    }
}
