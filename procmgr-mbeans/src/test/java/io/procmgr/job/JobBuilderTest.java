package io.procmgr.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobBuilderTest {
    @Test
    void whatIsSetIsInTheJobAndTheLastOneOfAKeyCounts() {
        JobSpec job = JobSpec.builder("worker")
                .command("program", "a b", "${c}")
                .description("what it is for")
                .directory(Path.of("/srv"))
                .env("A", "1")
                .env("B", "2")
                .env("A", "3")
                .limit("nofile", "77")
                .restart(RestartRule.Policy.ON_FAILURE)
                .set(JobKey.STOP_TIMEOUT, "3s")
                .set(JobKey.READINESS, "true")
                .build();

        assertThat(job.execution().command()).containsExactly("program", "a b", "${c}");
        assertThat(job.description()).isEqualTo("what it is for");
        assertThat(job.execution().directory()).contains(Path.of("/srv"));
        assertThat(job.execution().environment())
                .containsExactlyInAnyOrder(new EnvironmentVariable("A", "3"), new EnvironmentVariable("B", "2"));
        assertThat(job.execution().limits()).hasSize(1);
        assertThat(job.restart().policy()).isEqualTo(RestartRule.Policy.ON_FAILURE);
        assertThat(job.stop().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(job.readiness()).isTrue();
        assertThat(job.written().orElseThrow().values()).hasSize(9);
    }

    @Test
    void allProblemsAreInOneException() {
        JobBuilder builder = JobSpec.builder("bad name")
                .set(JobKey.NICE, "99")
                .limit("files", "1")
                .env("A=B", "x");

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        InvalidJobException.class, e -> assertThat(e.problems()).hasSize(5))
                .hasMessageContainingAll(
                        "white space", "nice: must be", "limit.files", "env.A=B", "command: is missing");
    }

    @Test
    void aKeyThatTakesANameHasAMethodOfItsOwn() {
        assertThatThrownBy(() -> JobSpec.builder("worker").set(JobKey.ENV, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("env(name, value)");
    }

    @Test
    void aJobEqualsTheSameOneWhereverItComesFrom() {
        JobSpec built = JobSpec.builder("worker").shell("exec sleep 1").build();
        JobSpec judged = new JobValidator(Path.of("").toAbsolutePath(), JobHost.STAND_ALONE)
                .validate(built.written().orElseThrow())
                .spec()
                .orElseThrow();

        assertThat(judged).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(judged.written()).isEmpty();
        assertThat(built.execution().shell()).isTrue();
    }

    @Test
    void aClassRunsWithTheClassPathOfThisJvmUntilASupervisorKnowsBetter() {
        assertThat(JobSpec.builder("worker")
                        .mainClass("com.acme.Main")
                        .build()
                        .execution()
                        .command())
                .contains("-cp", System.getProperty("java.class.path"))
                .endsWith("com.acme.Main");
    }

    @Test
    void whatIsWrittenCanBeSaidToBeDefinedElsewhere() {
        Origin place = new Origin("@ManagedProcess on com.acme.Jobs.worker()", 0);

        RawJob moved = JobSpec.builder("worker").command("a").written().at(place);

        assertThat(moved.origin()).isEqualTo(place);
        assertThat(moved.values()).allMatch(value -> value.origin().equals(place));
    }
}
