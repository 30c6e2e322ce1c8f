package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What follows from the end of a job's process. */
@ExtendWith(LeakCheck.class)
class PmtrExitTest {
    /** The clock of the changes counts whole milliseconds. */
    private static final long TEN_SECONDS = 10_000 - 1;

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void anExitIsToldWithAgeAndStatusOrSignal() {
        supervisor.start(home, job("status", sh("exit 7")), job("signal", sh("kill -9 $$")));

        assertThat(supervisor.message("status", Kind.EXITED))
                .matches("exited after [0-9.]+ m?s: exit status 7, pid [0-9]+");
        assertThat(supervisor.message("signal", Kind.EXITED)).matches("exited after [0-9.]+ m?s: signal 9, pid [0-9]+");
    }

    @Test
    void aJobIsToStartAgainWhateverItsStatus() {
        List<String> jobs = List.of("zero", "one", "term", "kill");
        supervisor.start(
                home,
                job("zero", sh("exit 0")),
                job("one", sh("exit 1")),
                job("term", sh("kill -15 $$")),
                job("kill", sh("kill -9 $$")));
        jobs.forEach(name -> supervisor.awaitState(name, JobState.BACKOFF));

        assertThat(jobs)
                .allSatisfy(name ->
                        assertThat(supervisor.messages(name, Kind.STATE).get(1)).endsWith(", next start in 10 s"));
    }

    @Test
    @Tag("any-engine")
    void aYoungJobStartsAgainTenSecondsAfterItsExit() {
        supervisor.start(home, job("mail", sh("exit 0")));
        RunningSupervisor.until(() -> supervisor.messages("mail", Kind.LAUNCHED).size() == 2);
        long exit = time(Kind.EXITED, 0);

        assertThat(time(Kind.LAUNCHED, 1) - exit).isGreaterThanOrEqualTo(TEN_SECONDS);
    }

    @Test
    void exitStatus33FinishesTheJobUntilItsDefinitionChanges() {
        supervisor.start(home, job("done", sh("exit 33")), job("other"));
        supervisor.awaitState("done", JobState.COMPLETED);

        supervisor.write(job("done", sh("exit 33")), job("other", "nice 1"));
        supervisor.awaitGeneration(2);
        assertThat(supervisor.state("done")).isEqualTo(JobState.COMPLETED);
        assertThat(supervisor.launches("done")).isOne();

        supervisor.write(job("done", "cmd /bin/sleep 1000"), job("other", "nice 1"));
        supervisor.awaitGeneration(3);
        assertThat(supervisor.pid("done")).isPositive();
    }

    @Test
    void aOnceJobIsNotStartedAgainAfterAnyEnding() {
        List<String> jobs = List.of("zero", "one", "kill");
        supervisor.start(
                home,
                job("zero", sh("exit 0"), "once"),
                job("one", sh("exit 1"), "once"),
                job("kill", sh("kill -9 $$"), "once"));
        jobs.forEach(name -> supervisor.awaitState(name, JobState.COMPLETED));

        assertThat(jobs)
                .allSatisfy(name -> assertThat(supervisor.launches(name)).isOne());
    }

    @Test
    void aChangedJobStartsAgainAtOnceHoweverYoung() {
        supervisor.start(home, job("mail"));
        long before = supervisor.pid("mail");
        supervisor.write(job("mail", "env A=b"));
        supervisor.pidAfter("mail", before);

        assertThat(supervisor.changes())
                .noneMatch(
                        change -> change.to().filter(JobState.BACKOFF::equals).isPresent());
        assertThat(supervisor.messages("mail", Kind.STATE)).contains("its definition changed");
    }

    @Test
    void aDelayedJobKeepsItsDueTimeOverAnUnrelatedReload() {
        supervisor.start(home, job("delayed", sh("exit 1")), job("other"));
        supervisor.awaitState("delayed", JobState.BACKOFF);
        long due = supervisor.status("delayed").nextStartMillis().orElseThrow();

        supervisor.write(job("other", "nice 1"), job("delayed", sh("exit 1")));
        supervisor.awaitGeneration(2);

        assertThat(supervisor.status("delayed").nextStartMillis()).hasValue(due);
        assertThat(supervisor.launches("delayed")).isOne();
    }

    @Test
    void itsOwnChangeStartsADelayedJobAtOnce() {
        supervisor.start(home, job("delayed", sh("exit 1")));
        supervisor.awaitState("delayed", JobState.BACKOFF);
        supervisor.write(job("delayed", "cmd /bin/sleep 1000"));

        assertThat(supervisor.pid("delayed")).isPositive();
        assertThat(supervisor.messages("delayed", Kind.STATE)).doesNotContain("back-off is over");
    }

    private long time(Kind kind, int index) {
        return supervisor.changes().stream()
                .filter(change -> change.kind() == kind)
                .map(JobChange::timeMillis)
                .toList()
                .get(index);
    }
}
