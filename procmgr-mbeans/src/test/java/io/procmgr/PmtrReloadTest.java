package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.RefusedException;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new text of the file does to jobs that run. */
@ExtendWith(LeakCheck.class)
class PmtrReloadTest {
    private static final String STUBBORN = sh("trap '' TERM; echo ready; while :; do sleep 0.01; done");

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void sameChangedGoneAndNewJobsAreToldByTheirNames() {
        supervisor.start(home, job("same"), job("changed"), job("gone"));
        long same = supervisor.pid("same");
        long changed = supervisor.pid("changed");
        long gone = supervisor.pid("gone");
        supervisor.write(job("new"), job("changed", "env A=b"), job("same"));
        long now = supervisor.pidAfter("changed", changed);
        supervisor.pid("new");
        RunningSupervisor.until(() -> supervisor.find("gone").isEmpty());

        assertThat(supervisor.pid("same")).isEqualTo(same);
        assertThat(new ProcessFacts(gone).alive()).isFalse();
        assertThat(new ProcessFacts(changed).alive()).isFalse();
        assertThat(new ProcessFacts(now).environment()).contains("A=b");
    }

    @Test
    void unchangedJobsKeepPidDelayAndWhatIsFinished() {
        String live = job("live");
        String delayed = job("delayed", sh("exit 1"));
        String finished = job("finished", sh("exit 0"), "once");
        supervisor.start(home, live, delayed, finished);
        long pid = supervisor.pid("live");
        supervisor.awaitState("delayed", JobState.BACKOFF);
        supervisor.awaitState("finished", JobState.COMPLETED);
        long due = supervisor.status("delayed").nextStartMillis().orElseThrow();

        supervisor.write("# turned round\n", finished, delayed, job("another"), live);
        supervisor.awaitGeneration(2);

        assertThat(supervisor.pid("live")).isEqualTo(pid);
        assertThat(supervisor.status("delayed").nextStartMillis()).hasValue(due);
        assertThat(supervisor.launches("finished")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nice 3", "dir /", "out out", "err err", "in in", "cpu 0", "ulimit -c 0"})
    void aChangeOfTheProcessRestartsIt(String line) {
        RunningSupervisor.write(home.resolve("in"), "");
        supervisor.start(home, job("mail"));
        long before = supervisor.pid("mail");
        supervisor.write(job("mail", line));

        assertThat(supervisor.pidAfter("mail", before)).isPositive();
    }

    @Test
    void aChangeOfTheUserRestartsIt() {
        aChangeOfTheProcessRestartsIt("user " + System.getProperty("user.name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order 3", "wait", "once", "bounce every 1h", "depends {\n jobs.conf\n }"})
    void aChangeOfTheRulesLeavesTheProcessAlone(String line) {
        supervisor.start(home, job("mail"));
        long before = supervisor.pid("mail");
        supervisor.write(job("mail", line));
        supervisor.awaitGeneration(2);

        assertThat(supervisor.status("mail").pid()).hasValue(before);
        assertThat(supervisor.messages("mail", Kind.STATE)).doesNotContain("its definition changed");
    }

    @Test
    void disableAddedEndsAJobAndRemovedStartsIt() {
        supervisor.start(home, job("mail"));
        long before = supervisor.pid("mail");
        supervisor.write(job("mail", "disable"));
        supervisor.awaitState("mail", JobState.DISABLED);
        assertThat(new ProcessFacts(before).alive()).isFalse();

        supervisor.write(job("mail"));
        assertThat(supervisor.pidAfter("mail", before)).isPositive();
    }

    @Test
    void aChangedOnceJobRunsTheNewDefinitionWhetherItHadFinishedOrNot() {
        supervisor.start(home, job("finished", sh("exit 0"), "once"), job("running", "once"));
        long running = supervisor.pid("running");
        supervisor.awaitState("finished", JobState.COMPLETED);
        supervisor.write(job("finished", "once"), job("running", "once", "env A=b"));

        assertThat(supervisor.pid("finished")).isPositive();
        assertThat(supervisor.pidAfter("running", running)).isPositive();
    }

    @Test
    void aJobPutBackWaitsForItsOldProcess() {
        supervisor.start(home, job("stubborn", STUBBORN));
        long before = supervisor.pid("stubborn");
        RunningSupervisor.until(
                () -> !RunningSupervisor.text(supervisor.log("stubborn")).isEmpty());
        supervisor.write("# gone\n");
        supervisor.awaitState("stubborn", JobState.STOPPING);
        supervisor.write(job("stubborn", "cmd /bin/sleep 1000"));
        supervisor.awaitGeneration(3);

        assertThat(supervisor.status("stubborn").pid()).hasValue(before);
        assertThat(new ProcessFacts(before).alive()).isTrue();

        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        long after = supervisor.pidAfter("stubborn", before);
        assertThat(new ProcessFacts(before).alive()).isFalse();
        assertThat(supervisor.launches("stubborn")).isEqualTo(2);
        assertThat(new ProcessFacts(after).environment()).anyMatch(entry -> entry.endsWith("/stubborn/2"));
    }

    @Test
    void aJobForgottenIsForgottenForGood() {
        supervisor.start(home, job("gone"), job("stays"));
        supervisor.pid("gone");
        supervisor.write(job("stays"));
        RunningSupervisor.until(() -> supervisor.find("gone").isEmpty());

        assertThatThrownBy(() -> supervisor.command("gone", JobCommand.START))
                .isInstanceOf(RefusedException.class)
                .hasMessage("cannot start gone: no such job");
    }

    @Test
    void aReloadThatSomebodyAsksForTellsWhatItMeant() throws IOException {
        supervisor.start(home, job("a"));
        Files.writeString(supervisor.file(), job("b"));

        String told = supervisor.procMgr().configuration().reload();

        // whoever is quicker, the watch or this call
        assertThat(told).containsAnyOf("added: b", "unchanged: 1");
        assertThat(supervisor.pid("b")).isPositive();
    }
}
