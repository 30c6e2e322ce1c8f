package io.procmgr.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A launch that hangs, in the open of a FIFO or on a dead file system, can be ended whatever was asked meanwhile. */
class HeldUpJobTest {
    private final SupervisorBench bench = new SupervisorBench();

    @BeforeEach
    void launch() {
        bench.apply(Specs.job("mail"));
        bench.launcher.last().take();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = JobCommand.class,
            names = {"STOP", "FORCE_STOP", "DISABLE"})
    void aHeldUpLaunchIsEndedByTheCommand(JobCommand command) {
        bench.launcher.last().holdUp();
        bench.settle();
        bench.command("mail", command);
        assertThat(bench.state("mail")).isIn(JobState.STOPPED, JobState.DISABLED);
    }

    @Test
    void aCommandInBetweenDoesNotKeepALaterStopFromEndingIt() {
        bench.command("mail", JobCommand.START);
        bench.launcher.last().holdUp();
        bench.settle();
        bench.command("mail", JobCommand.STOP);
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
    }

    @Test
    void aLaunchThatWasStoppedBeforeItWasFoundHeldUpIsEndedThen() {
        bench.command("mail", JobCommand.STOP);
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPING);
        bench.launcher.last().holdUp();
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
    }

    @Test
    void aRestartEndsAHeldUpLaunchAndMakesAnother() {
        bench.launcher.last().holdUp();
        bench.settle();
        bench.command("mail", JobCommand.RESTART);
        assertThat(bench.launcher.launches).hasSize(2);
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
    }
}
