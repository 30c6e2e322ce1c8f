package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The start sequence, and starts that fail. */
@ExtendWith(LeakCheck.class)
class PmtrStartTest {
    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void jobsAreLaunchedInAscendingOrder() {
        supervisor.start(home, job("last", "order 7"), job("middle"), job("first", "order -3"));
        supervisor.pid("last");

        assertThat(of(Kind.LAUNCHED)).containsExactly("first", "middle", "last");
    }

    @Test
    void ofEqualOrderTheLineOfTheFileDecides() {
        supervisor.start(home, job("c"), job("a"), job("d"), job("b"));
        List.of("a", "b", "c", "d").forEach(supervisor::pid);

        assertThat(supervisor.changes().stream()
                        .filter(change ->
                                change.to().filter(JobState.STARTING::equals).isPresent()
                                        && change.kind() == Kind.STATE)
                        .map(JobChange::job))
                .containsExactly("c", "a", "d", "b");
    }

    @Test
    void aStartIsToldWithThePid() {
        supervisor.start(home, job("mail"));

        assertThat(supervisor.message("mail", Kind.LAUNCHED)).isEqualTo("started, pid " + supervisor.pid("mail"));
    }

    @Test
    void eachStepThatFailsIsOneLineAndLeavesTheOthersAlone() {
        supervisor.start(
                home,
                job("directory", "dir /nowhere"),
                job("program", "cmd /nowhere/program"),
                job("user", "user nobody-of-that-name"),
                job("input", "in /nowhere/in"),
                job("output", "out /nowhere/out"),
                job("processors", "cpu 900"),
                job("healthy"));
        List<String> broken = List.of("directory", "program", "user", "input", "output", "processors");
        broken.forEach(name -> supervisor.awaitState(name, JobState.BACKOFF));

        assertThat(broken).allSatisfy(name -> assertThat(supervisor.messages(name, Kind.NOTICE))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).startsWith("cannot ").doesNotContain("\n")));
        assertThat(broken).allSatisfy(name -> {
            assertThat(supervisor.messages(name, Kind.LAUNCHED)).isEmpty();
            assertThat(supervisor.messages(name, Kind.STATE).get(1)).endsWith("next start in 10 s");
        });
        assertThat(supervisor.pid("healthy")).isPositive();
        assertThat(supervisor.messages("healthy", Kind.NOTICE)).isEmpty();
    }

    private List<String> of(Kind kind) {
        return supervisor.changes().stream()
                .filter(change -> change.kind() == kind)
                .map(JobChange::job)
                .toList();
    }
}
