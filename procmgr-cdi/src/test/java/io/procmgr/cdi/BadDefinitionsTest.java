package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.job.JobKey;
import io.procmgr.job.JobSpec;
import io.procmgr.testing.LeakCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class BadDefinitionsTest {
    private static final String HERE = "@ManagedProcess on io.procmgr.cdi.BadDefinitionsTest$";

    @TempDir
    Path directory;

    @ManagedProcess(name = "good", command = "sleep 600")
    static class Good {}

    @ManagedProcess(
            name = "bad",
            command = "sleep 600",
            nice = 77,
            stopTimeout = "soon",
            shell = {true, false})
    static class Bad {}

    @ManagedProcess(name = "good", command = "sleep 601")
    static class Twice {}

    @ManagedProcess(name = "nothing")
    interface OnAnInterface {}

    @Dependent
    static class Misused {
        @ManagedProcess(command = "sleep 602")
        JobSpec notProduced() {
            return JobSpec.builder("not-produced").build();
        }

        @Produces
        @ManagedProcess(nice = 3)
        JobSpec withMembers() {
            return JobSpec.builder("with-members").command("true").build();
        }
    }

    @ApplicationScoped
    static class BadProducers {
        @Produces
        @ManagedProcess
        JobSpec wrongValue() {
            return JobSpec.builder("wrong-value")
                    .command("sleep", "603")
                    .set(JobKey.NICE, "99")
                    .build();
        }

        @Produces
        @ManagedProcess
        JobSpec otherName() {
            return JobSpec.builder("another").command("sleep", "604").build();
        }

        @Produces
        @ManagedProcess
        JobSpec throwing() {
            throw new IllegalStateException("no data source");
        }

        @Produces
        @ManagedProcess
        JobSpec none() {
            return null;
        }
    }

    @ApplicationScoped
    static class Producer {
        @Produces
        @ManagedProcess
        JobSpec made() {
            return JobSpec.builder("made").command("sleep", "605").build();
        }
    }

    @Test
    void allThatIsWrongWithAnnotationsAndPropertiesIsToldAtOnceEachWithItsOrigin() {
        Map<String, String> properties =
                Map.of("procmgr.jobs.good.umask", "9", "procmgr.jobs.good.nise", "1", "procmgr.http.prt", "0");
        assertThatThrownBy(() -> Deployed.with(
                        directory, properties, Good.class, Bad.class, Twice.class, OnAnInterface.class, Misused.class))
                .hasMessageContaining(HERE + "Bad: job bad: nice: ")
                .hasMessageContaining(HERE + "Bad: job bad: stopTimeout: ")
                .hasMessageContaining(HERE + "Bad: job bad: shell: ")
                .hasMessageContaining(
                        HERE + "Twice: job good: name: is the name of an earlier job, in " + HERE + "Good")
                .hasMessageContaining(HERE + "OnAnInterface: job nothing: is on an interface")
                .hasMessageContaining(
                        HERE + "Misused.notProduced(): job not-produced: is on a member that does not produce a job")
                .hasMessageContaining(
                        HERE + "Misused.withMembers(): job with-members: nice: has no effect on a producer")
                .hasMessageContaining("system property procmgr.jobs.good.umask: job good: umask: ")
                .hasMessageContaining("system property procmgr.jobs.good.nise: job good: nise: is no key of a job: did"
                        + " you mean nice?")
                .hasMessageContaining("system property procmgr.http.prt: procmgr.http.prt: is not known: did you mean"
                        + " procmgr.http.port?");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void whatIsWrongWithProducersRefusesTheApplicationAtItsStartAndNothingRuns() {
        assertThatThrownBy(() -> Deployed.with(directory, Good.class, BadProducers.class))
                .hasStackTraceContaining(HERE + "BadProducers.wrongValue(): job wrong-value: nice: ")
                .hasStackTraceContaining(HERE + "BadProducers.otherName(): job other-name: has another name")
                .hasStackTraceContaining(
                        HERE + "BadProducers.throwing(): job throwing: cannot be made: java.lang.IllegalStateException:"
                                + " no data source")
                .hasStackTraceContaining(
                        HERE + "BadProducers.none(): job none: cannot be made: the producer gave null");
    }

    @Test
    void aPropertyOfAProducedJobIsJudgedWithWhatTheProducerMade() {
        Map<String, String> properties = Map.of("procmgr.jobs.made.log.rotate", "reopen");
        assertThatThrownBy(() -> Deployed.with(directory, properties, Producer.class))
                .hasStackTraceContaining("system property procmgr.jobs.made.log.rotate: job made: log.rotate: ");
    }
}
