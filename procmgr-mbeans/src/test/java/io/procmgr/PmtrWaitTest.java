package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job with {@code wait} holds those behind it, and nothing else. */
@ExtendWith(LeakCheck.class)
class PmtrWaitTest {
    /** Ends once the file {@code go} is there. */
    private static final String AWAITS_GO = "while ! [ -e go ]; do sleep 0.01; done; ";

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void laterJobsStartWhenTheWaitJobHasEndedWhateverItsStatus() throws IOException {
        supervisor.start(home, job("before"), job("setup", sh(AWAITS_GO + "exit 7"), "wait", "once"), job("after"));
        supervisor.pid("setup");

        assertThat(supervisor.pid("before")).isPositive();
        assertThat(supervisor.state("after")).isEqualTo(JobState.WAITING);
        assertThat(supervisor.status("after").waitingFor()).contains("waits for job setup to end");

        go();
        supervisor.pid("after");
        assertThat(supervisor.state("setup")).isEqualTo(JobState.COMPLETED);
        assertThat(sequence("setup", Kind.EXITED)).isLessThan(sequence("after", Kind.LAUNCHED));
    }

    @Test
    void whileItRunsOthersAreStoppedChangedAndStarted() {
        supervisor.start(home, job("live"), job("setup", "wait"), job("after"));
        long before = supervisor.pid("live");
        supervisor.pid("setup");

        supervisor.command("live", JobCommand.STOP);
        supervisor.awaitState("live", JobState.STOPPED);
        supervisor.command("live", JobCommand.START);
        long again = supervisor.pidAfter("live", before);
        supervisor.write(job("live", "nice 1"), job("setup", "wait"), job("after"));
        supervisor.pidAfter("live", again);

        assertThat(supervisor.state("after")).isEqualTo(JobState.WAITING);
    }

    @Test
    void theSupervisorClosesWhileItRuns() {
        supervisor.start(home, job("setup", "wait"), job("after"));
        supervisor.pid("setup");
        supervisor.close();

        assertThat(supervisor.state("setup")).isEqualTo(JobState.STOPPED);
        assertThat(supervisor.messages("after", Kind.LAUNCHED)).isEmpty();
    }

    @Test
    void withoutOnceItIsDelayedAndHoldsLaterJobsForItsFirstRunOnly() throws IOException {
        supervisor.start(home, job("setup", sh(AWAITS_GO + "rm go"), "wait"), job("after"));
        supervisor.pid("setup");
        go();
        supervisor.awaitState("setup", JobState.BACKOFF);
        long after = supervisor.pid("after");

        supervisor.command("setup", JobCommand.START);
        supervisor.pid("setup");
        supervisor.command("after", JobCommand.RESTART);

        assertThat(supervisor.pidAfter("after", after)).isPositive();
        assertThat(supervisor.launches("setup")).isEqualTo(2);
    }

    @Test
    void aDisabledOneIsSkipped() {
        supervisor.start(home, job("setup", "wait", "disable"), job("after"));

        assertThat(supervisor.pid("after")).isPositive();
        assertThat(supervisor.state("setup")).isEqualTo(JobState.DISABLED);
    }

    @Test
    void exitStatus33AndOnceAreHonouredOverAnUnrelatedReload() {
        supervisor.start(
                home, job("status", sh("exit 33"), "wait"), job("once", sh("exit 1"), "wait", "once"), job("after"));
        supervisor.pid("after");
        supervisor.write(
                job("status", sh("exit 33"), "wait"),
                job("once", sh("exit 1"), "wait", "once"),
                job("after", "nice 1"));
        supervisor.awaitGeneration(2);

        assertThat(supervisor.state("status")).isEqualTo(JobState.COMPLETED);
        assertThat(supervisor.state("once")).isEqualTo(JobState.COMPLETED);
        assertThat(supervisor.launches("status") + supervisor.launches("once")).isEqualTo(2);
    }

    private void go() throws IOException {
        Files.createFile(home.resolve("go"));
    }

    private long sequence(String job, Kind kind) {
        return supervisor.changes().stream()
                .filter(change -> change.job().equals(job) && change.kind() == kind)
                .mapToLong(JobChange::sequence)
                .findFirst()
                .orElseThrow();
    }
}
