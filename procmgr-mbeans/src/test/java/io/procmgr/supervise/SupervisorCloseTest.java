package io.procmgr.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.JobName;
import io.procmgr.job.RestartRule.Policy;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorCloseTest {
    private static final Path FILE = Path.of("/etc/app.conf");

    private final SupervisorBench bench = new SupervisorBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anInterruptedCallerStillWaitsUntilNoJobLivesAndStaysInterrupted() throws InterruptedException {
        bench.apply(Specs.job("mail"));
        bench.launcher.last().succeed();
        bench.settle();
        AtomicReference<JobState> afterwards = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread closer = startClosing(() -> {
            Thread.currentThread().interrupt();
            bench.supervisor.close();
            interrupted.set(Thread.currentThread().isInterrupted());
            afterwards.set(bench.state("mail"));
        });
        bench.settle();
        bench.launcher.last().exit(0);
        bench.settle();
        closer.join();
        assertThat(afterwards).hasValue(JobState.STOPPED);
        assertThat(interrupted).isTrue();
    }

    @Test
    void aChangedFileStartsNothingOnceTheSupervisorIsClosing() {
        bench.apply(
                Map.of(FILE, new FileContent("one", "")),
                Specs.job("once").policy(Policy.ONCE).watching(FILE),
                Specs.job("mail"));
        bench.launcher.launches.forEach(FakeLauncher.FakeLaunch::succeed);
        bench.settle();
        bench.launcher.launches.get(0).exit(0);
        bench.settle();
        assertThat(bench.state("once")).isEqualTo(JobState.COMPLETED);
        startClosing(bench.supervisor::close);
        bench.files(Map.of(FILE, new FileContent("two", "")));
        assertThat(bench.launcher.launches).hasSize(2);
    }

    @Test
    void shutDownTellsEveryJobToStopAndWaitsForNone() {
        bench.apply(Specs.job("mail"), Specs.job("idle").notAutostarted());
        bench.launcher.last().succeed();
        bench.settle();

        bench.supervisor.shutDown();
        bench.settle();

        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPING);
        assertThatThrownBy(() -> bench.command("idle", JobCommand.START))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("shutting down");
        bench.launcher.last().exit(0);
        bench.settle();
        bench.supervisor.close();
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
    }

    @Test
    void aCommandWhoseCallerWasInterruptedIsNotCarriedOutLater() {
        bench.apply(Specs.job("mail").notAutostarted());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bench.supervisor.command(new JobName("mail"), JobCommand.START))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
    }

    /** Runs it on a thread of its own until it waits for the loop or has come to its end. */
    private static Thread startClosing(Runnable closing) {
        Thread closer = new Thread(closing, "test-early-closer");
        closer.start();
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING || !closer.isAlive());
        return closer;
    }
}
