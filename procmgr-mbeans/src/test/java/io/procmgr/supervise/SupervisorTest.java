package io.procmgr.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.BackoffRule;
import io.procmgr.job.RestartRule.Policy;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private static final Path FILE = Path.of("/etc/app.conf");

    private final SupervisorBench bench = new SupervisorBench();

    @AfterEach
    void close() {
        bench.close();
    }

    // ---- starting

    @Test
    void aDefinedJobIsLaunchedAndRunsAfterItsStartSeconds() {
        bench.apply(Specs.job("mail"));
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
        bench.launcher.last().succeed();
        bench.settle();
        assertThat(bench.status("mail").pid()).hasValue(bench.launcher.last().pid());
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.state("mail")).isEqualTo(JobState.RUNNING);
        assertThat(bench.status("mail").ready()).isTrue();
        assertThat(bench.status("mail").history().startCount()).isEqualTo(1);
        assertThat(bench.status("mail").history().restartCount()).isZero();
    }

    @Test
    void theChildCarriesTheMarkOfItsRun() {
        bench.apply(Specs.job("mail"));
        assertThat(bench.launcher.last().request.marks())
                .singleElement()
                .hasToString("EnvironmentVariable[name=PROCMGR_RUN, value=test/mail/1]");
    }

    @Test
    void aJobThatIsNotAutostartedStaysStoppedUntilItIsStarted() {
        bench.apply(Specs.job("mail").notAutostarted());
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
        assertThat(bench.command("mail", JobCommand.START)).isEqualTo("mail: STOPPED → STARTING");
    }

    @Test
    void startingTwiceLaunchesOnce() {
        bench.apply(Specs.job("mail"));
        bench.command("mail", JobCommand.START);
        bench.launcher.last().succeed();
        bench.settle();
        bench.command("mail", JobCommand.START);
        assertThat(bench.launcher.launches).hasSize(1);
    }

    @Test
    void jobsAreLaunchedInAscendingOrderAndTiesInTheOrderOfTheFile() {
        bench.running(
                Specs.job("late").order(5),
                Specs.job("b"),
                Specs.job("a"),
                Specs.job("early").order(-1));
        assertThat(bench.launcher.launches)
                .extracting(launch -> launch.request.job().value())
                .containsExactly("early", "b", "a", "late");
    }

    @Test
    void aHigherOrderIsNotLaunchedBeforeTheLowerOneIs() {
        bench.apply(Specs.job("a"), Specs.job("b").order(1));
        assertThat(bench.state("b")).isEqualTo(JobState.WAITING);
        assertThat(bench.status("b").waitingFor()).contains("waits for the launch of job a");
        bench.launcher.last().succeed();
        bench.settle();
        assertThat(bench.state("b")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aLowerOrderWhoseLaunchFailsHoldsNobody() {
        bench.apply(Specs.job("a"), Specs.job("b").order(1));
        bench.launcher.last().fail("cannot launch: no such file");
        bench.settle();
        assertThat(bench.state("a")).isEqualTo(JobState.BACKOFF);
        assertThat(bench.state("b")).isEqualTo(JobState.STARTING);
    }

    // ---- wait

    @Test
    void aWaitJobHoldsLaterJobsUntilItHasEndedOnceWhateverItsStatus() {
        bench.running(Specs.job("a"), Specs.job("setup").holding().policy(Policy.ONCE), Specs.job("b"), Specs.job("c"));
        assertThat(bench.launcher.launches).hasSize(2);
        assertThat(bench.status("c").waitingFor()).contains("waits for job setup to end");
        bench.launcher.last().exit(7);
        bench.settle();
        assertThat(bench.state("setup")).isEqualTo(JobState.COMPLETED);
        assertThat(bench.launcher.launches)
                .extracting(launch -> launch.request.job().value())
                .containsExactly("a", "setup", "b", "c");
    }

    @Test
    void whileAWaitJobRunsOthersAreRestartedStoppedAndReloaded() {
        bench.running(Specs.job("a"), Specs.job("setup").holding());
        bench.pass(Duration.ofSeconds(11));
        bench.launcher.launches.get(0).exit(1);
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(3);
        bench.command("a", JobCommand.STOP);
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("a")).isEqualTo(JobState.STOPPED);
        assertThat(bench.apply(Specs.job("setup").holding()).removed()).hasSize(1);
    }

    @Test
    void aWaitJobHoldsOnlyForItsFirstRun() {
        bench.running(Specs.job("setup").holding(), Specs.job("b"));
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("b")).isEqualTo(JobState.STARTING);
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.launcher.alive("setup")).hasSize(1);
        bench.command("b", JobCommand.RESTART);
        bench.launcher.alive("b").get(0).exit(0);
        bench.settle();
        assertThat(bench.launcher.alive("b")).hasSize(1);
    }

    @Test
    void aWaitJobWhoseOrderChangesStillLetsTheOthersGoOnceItEnds() {
        bench.apply(Specs.job("first").order(1).holding());
        bench.launcher.last().succeed();
        bench.settle();
        bench.apply(Specs.job("first").order(2).holding(), Specs.job("second").order(3));
        assertThat(bench.state("second")).isEqualTo(JobState.WAITING);
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("second")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aJobHeldByOrderGoesOnceItsOrderIsNoLongerHigher() {
        bench.apply(Specs.job("first").order(1), Specs.job("second").order(2));
        assertThat(bench.state("second")).isEqualTo(JobState.WAITING);
        bench.apply(Specs.job("first").order(1), Specs.job("second").order(1));
        assertThat(bench.state("second")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aDisabledWaitJobIsSkipped() {
        bench.apply(Specs.job("setup").holding().disabled(), Specs.job("b"));
        assertThat(bench.state("b")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aWaitJobThatIsStoppedLetsTheOthersGo() {
        bench.running(Specs.job("setup").holding(), Specs.job("b"));
        bench.command("setup", JobCommand.STOP);
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("b")).isEqualTo(JobState.STARTING);
    }

    // ---- exits

    @Test
    void aJobThatLivedLessThanTenSecondsStartsTenSecondsAfterItsExit() {
        bench.running(Specs.job("mail"));
        bench.pass(Duration.ofMillis(9_999));
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.BACKOFF);
        bench.pass(Duration.ofMillis(9_999));
        assertThat(bench.launcher.launches).hasSize(1);
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.launcher.launches).hasSize(2);
    }

    @Test
    void aJobThatLivedTenSecondsStartsAtOnce() {
        bench.running(Specs.job("mail"));
        bench.pass(Duration.ofSeconds(10));
        bench.launcher.last().end(ExitStatus.signalled(9));
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(2);
        assertThat(bench.status("mail").history().restartCount()).isEqualTo(1);
        assertThat(bench.status("mail").history().lastExit()).contains(ExitStatus.signalled(9));
    }

    @Test
    void theDelayOfThePmtrDialectNeverGrowsAndIsNeverGivenUp() {
        bench.running(Specs.job("mail"));
        for (int i = 1; i <= 50; i++) {
            bench.launcher.last().exit(1);
            bench.settle();
            assertThat(bench.launcher.launches).hasSize(i);
            bench.pass(Duration.ofSeconds(10));
            assertThat(bench.launcher.launches).hasSize(i + 1);
        }
        assertThat(bench.status("mail").history().failureCount()).isEqualTo(50);
    }

    @Test
    void backoffDoublesUpToItsMaximum() {
        bench.running(Specs.job("mail").backoff(BackoffRule.PROCMGR));
        for (long millis : new long[] {200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000}) {
            int before = bench.launcher.launches.size();
            bench.launcher.last().exit(1);
            bench.settle();
            bench.pass(Duration.ofMillis(millis - 1));
            assertThat(bench.launcher.launches).hasSize(before);
            bench.pass(Duration.ofMillis(1));
            assertThat(bench.launcher.launches).hasSize(before + 1);
        }
    }

    @Test
    void exitStatus33FinishesTheJobAtAnyAgeAndAnUnrelatedReloadDoesNotReviveIt() {
        bench.running(Specs.job("mail"), Specs.job("other"));
        bench.pass(Duration.ofMinutes(5));
        bench.launcher.alive("mail").get(0).exit(33);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.COMPLETED);
        bench.apply(Specs.job("mail"), Specs.job("other").command("/bin/false"));
        bench.pass(Duration.ofHours(1));
        assertThat(bench.state("mail")).isEqualTo(JobState.COMPLETED);
        bench.apply(Specs.job("mail").command("/bin/false"), Specs.job("other"));
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aOnceJobIsNotRunAgainAfterAnyEnding() {
        for (ExitStatus ending :
                new ExitStatus[] {ExitStatus.exited(0), ExitStatus.exited(1), ExitStatus.signalled(15)}) {
            bench.launcher.prompt();
            String name = "once-"
                    + (ending.code().isPresent() ? "code" + ending.code().getAsInt() : "signal");
            bench.apply(Specs.job(name).policy(Policy.ONCE));
            bench.settle();
            bench.launcher.last().end(ending);
            bench.settle();
            assertThat(bench.state(name)).isEqualTo(JobState.COMPLETED);
        }
    }

    @Test
    void maxFailuresWithinTheWindowFailTheJobAndAStartForgivesThem() {
        bench.running(Specs.job("mail").maxFailures(3).backoff(BackoffRule.PROCMGR));
        for (int i = 0; i < 3; i++) {
            bench.launcher.last().exit(1);
            bench.settle();
            bench.pass(Duration.ofSeconds(1));
        }
        assertThat(bench.state("mail")).isEqualTo(JobState.FAILED);
        bench.command("mail", JobCommand.START);
        bench.launcher.last().exit(1);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.BACKOFF);
    }

    @Test
    void aFailedLaunchTellsWhyAndIsTriedAgain() {
        bench.apply(Specs.job("mail"));
        bench.launcher.last().fail("cannot launch mail: /bin/nope: no such file");
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.BACKOFF);
        assertThat(bench.status("mail").history().lastError()).contains("no such file");
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.launcher.launches).hasSize(2);
    }

    // ---- stopping

    @Test
    void stopTerminatesAndKillsAfterTheTimeout() {
        bench.running(Specs.job("mail"));
        bench.command("mail", JobCommand.STOP);
        assertThat(bench.launcher.last().signals).containsExactly(Signal.TERM, Signal.CONT);
        bench.pass(Duration.ofMillis(9_999));
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPING);
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.state("mail")).isEqualTo(JobState.KILLING);
        assertThat(bench.launcher.last().signals).containsExactly(Signal.TERM, Signal.CONT, Signal.KILL);
        bench.launcher.last().end(ExitStatus.signalled(9));
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
    }

    @Test
    void aKilledProcessThatStillLivesIsKilledAgainAndToldOf() {
        bench.running(Specs.job("mail"));
        bench.command("mail", JobCommand.FORCE_STOP);
        bench.pass(SupervisedJob.KILL_AGAIN.multipliedBy(2));
        assertThat(bench.launcher.last().signals).containsExactly(Signal.KILL, Signal.KILL, Signal.KILL);
        assertThat(bench.supervisor.changes(0, 1_000))
                .anyMatch(change -> change.message().contains("still lives"));
    }

    @Test
    void aTimerOfAnEarlierStopDoesNotFireDuringALaterOne() {
        bench.running(Specs.job("mail"));
        bench.command("mail", JobCommand.STOP);
        bench.pass(Duration.ofSeconds(9));
        bench.launcher.last().exit(0);
        bench.settle();
        bench.command("mail", JobCommand.START);
        bench.settle();
        bench.command("mail", JobCommand.STOP);
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPING);
        assertThat(bench.launcher.last().signals).doesNotContain(Signal.KILL);
    }

    @Test
    void stopDuringBackoffCancelsTheRestart() {
        bench.running(Specs.job("mail"));
        bench.launcher.last().exit(1);
        bench.settle();
        bench.command("mail", JobCommand.STOP);
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
        assertThat(bench.launcher.launches).hasSize(1);
    }

    @Test
    void stopWithdrawsAQueuedLaunch() {
        bench.apply(Specs.job("mail"));
        bench.command("mail", JobCommand.STOP);
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
        assertThat(bench.launcher.last().phase()).isEqualTo(FakeLauncher.FakeLaunch.Phase.WITHDRAWN);
    }

    @Test
    void stopAwaitsALaunchInFlightAndEndsWhatItBrings() {
        bench.apply(Specs.job("mail"));
        bench.launcher.last().take();
        bench.command("mail", JobCommand.STOP);
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPING);
        bench.launcher.last().succeed();
        bench.settle();
        assertThat(bench.launcher.last().signals).containsExactly(Signal.TERM, Signal.CONT);
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPED);
    }

    @Test
    void startWhileStoppingStartsAnewAtOnce() {
        bench.running(Specs.job("mail"));
        bench.command("mail", JobCommand.STOP);
        bench.command("mail", JobCommand.START);
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(2);
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void restartOfAYoungJobIsAtOnce() {
        bench.running(Specs.job("mail"));
        bench.command("mail", JobCommand.RESTART);
        bench.launcher.last().end(ExitStatus.signalled(15));
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(2);
        assertThat(bench.status("mail").history().failureCount()).isZero();
    }

    @Test
    void membersOfTheSessionAreEndedBeforeTheNextLaunch() {
        bench.running(Specs.job("mail"));
        bench.pass(Duration.ofSeconds(20));
        bench.launcher.last().exitLeavingMembers(0);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPING);
        assertThat(bench.launcher.last().signals).containsExactly(Signal.TERM, Signal.CONT);
        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.launcher.last().signals).endsWith(Signal.KILL);
        assertThat(bench.launcher.launches).hasSize(1);
        bench.launcher.last().membersEnd();
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(2);
    }

    @Test
    void withStopKillProcessTheMembersAreLeftAlone() {
        bench.running(
                Specs.job("mail").stop(new StopRule(Signal.TERM, Duration.ofSeconds(10), StopRule.Scope.PROCESS)));
        bench.pass(Duration.ofSeconds(20));
        bench.launcher.last().exitLeavingMembers(0);
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(2);
        assertThat(bench.supervisor.changes(0, 1_000))
                .filteredOn(change -> change.kind() == JobChange.Kind.EXITED)
                .singleElement()
                .satisfies(change -> assertThat(change.message())
                        .endsWith("pid " + bench.launcher.launches.get(0).pid()));
    }

    // ---- disable

    @Test
    void aDisabledJobRefusesStartAndRestartWithAMessage() {
        bench.apply(Specs.job("mail").disabled());
        assertThat(bench.state("mail")).isEqualTo(JobState.DISABLED);
        assertThatThrownBy(() -> bench.command("mail", JobCommand.START))
                .isInstanceOf(RefusedException.class)
                .hasMessage("cannot start mail: it is disabled: enable it first");
        assertThatThrownBy(() -> bench.command("mail", JobCommand.RESTART)).isInstanceOf(RefusedException.class);
        bench.command("mail", JobCommand.ENABLE);
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void disableEndsTheProcessAndEnableStartsItAgain() {
        bench.running(Specs.job("mail"));
        bench.command("mail", JobCommand.DISABLE);
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.DISABLED);
        bench.command("mail", JobCommand.ENABLE);
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void anUnknownJobIsRefused() {
        assertThatThrownBy(() -> bench.command("nobody", JobCommand.START))
                .isInstanceOf(RefusedException.class)
                .hasMessage("cannot start nobody: no such job");
    }

    // ---- reload

    @Test
    void aReloadTouchesOnlyWhatChanged() {
        bench.running(Specs.job("same"), Specs.job("changed"), Specs.job("removed"));
        long pid = bench.status("same").pid().orElseThrow();
        var diff = bench.apply(
                Specs.job("added"), Specs.job("same"), Specs.job("changed").command("/bin/false"));
        assertThat(diff.added()).hasSize(1);
        assertThat(diff.restarted()).hasSize(1);
        assertThat(diff.removed()).hasSize(1);
        assertThat(diff.unchanged()).hasSize(1);
        bench.launcher.alive("changed").get(0).exit(0);
        bench.launcher.alive("removed").get(0).exit(0);
        bench.settle();
        assertThat(bench.status("same").pid()).hasValue(pid);
        assertThat(bench.launcher.alive("changed")).hasSize(1);
        assertThat(bench.launcher.alive("changed").get(0).request.execution().command())
                .containsExactly("/bin/false");
        assertThat(bench.supervisor.statuses())
                .extracting(s -> s.name().value())
                .doesNotContain("removed");
        assertThat(bench.state("added")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aDelayedJobKeepsItsDueTimeOverAnUnrelatedReloadAndItsOwnChangeStartsItAtOnce() {
        bench.running(Specs.job("mail"), Specs.job("other"));
        bench.launcher.alive("mail").get(0).exit(1);
        bench.settle();
        bench.pass(Duration.ofSeconds(4));
        bench.apply(Specs.job("mail"), Specs.job("other").order(3));
        bench.pass(Duration.ofMillis(5_999));
        assertThat(bench.launcher.alive("mail")).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.launcher.alive("mail")).hasSize(1);
        bench.launcher.alive("mail").get(0).exit(1);
        bench.settle();
        bench.apply(Specs.job("mail").command("/bin/false"), Specs.job("other").order(3));
        bench.settle();
        assertThat(bench.launcher.alive("mail")).hasSize(1);
    }

    @Test
    void aHarmlessChangeNeedsNoRestart() {
        bench.running(Specs.job("mail"));
        bench.apply(Specs.job("mail")
                .order(7)
                .holding()
                .policy(Policy.ONCE)
                .bounceEvery(Duration.ofHours(1))
                .watching());
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(1);
        assertThat(bench.launcher.last().signals).isEmpty();
    }

    @Test
    void aChangedOnceJobRunsAgainWhetherItHadFinishedOrNot() {
        bench.running(
                Specs.job("finished").policy(Policy.ONCE), Specs.job("running").policy(Policy.ONCE));
        bench.launcher.alive("finished").get(0).exit(0);
        bench.settle();
        bench.apply(
                Specs.job("finished").policy(Policy.ONCE).command("/bin/echo"),
                Specs.job("running").policy(Policy.ONCE).command("/bin/echo"));
        bench.launcher.alive("running").get(0).end(ExitStatus.signalled(15));
        bench.settle();
        assertThat(bench.launcher.alive("finished")).hasSize(1);
        assertThat(bench.launcher.alive("running")).hasSize(1);
    }

    @Test
    void aJobDeletedAndPutBackWhileItRefusesToDieNeverRunsTwice() {
        bench.running(Specs.job("mail"));
        bench.apply();
        bench.apply(Specs.job("mail").command("/bin/false"));
        assertThat(bench.launcher.alive("mail")).hasSize(1);
        bench.launcher.last().end(ExitStatus.signalled(9));
        bench.settle();
        assertThat(bench.launcher.alive("mail")).hasSize(1);
        assertThat(bench.launcher.last().request.execution().command()).containsExactly("/bin/false");
    }

    @Test
    void disableAddedEndsAJobAndRemovedStartsIt() {
        bench.running(Specs.job("mail"));
        bench.apply(Specs.job("mail").disabled());
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.DISABLED);
        bench.apply(Specs.job("mail"));
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void whatAnOperatorDisabledIsNotEnabledByTheDefinition() {
        bench.apply(Specs.job("mail").disabled());
        bench.command("mail", JobCommand.DISABLE);
        bench.apply(Specs.job("mail"));
        assertThat(bench.state("mail")).isEqualTo(JobState.DISABLED);
    }

    @Test
    void aJobThatAnOperatorEnabledRunsAsItsDefinitionSaysOnceThatEnablesItToo() {
        bench.apply(Specs.job("mail").disabled());
        bench.command("mail", JobCommand.ENABLE);
        bench.launcher.last().succeed();
        bench.settle();
        assertThat(bench.apply(Specs.job("mail").command("/bin/new")).restarted())
                .hasSize(1);
        assertThat(bench.state("mail")).isEqualTo(JobState.STOPPING);
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.launcher.last().request.execution().command()).containsExactly("/bin/new");
    }

    @Test
    void aChangeOfADisabledDefinitionEndsWhatAnOperatorEnabled() {
        bench.launcher.prompt();
        bench.apply(Specs.job("mail").disabled());
        bench.command("mail", JobCommand.ENABLE);
        bench.settle();
        bench.apply(Specs.job("mail").disabled().command("/bin/false"));
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.DISABLED);
    }

    @Test
    void aJobRemovedAndPutBackHasForgottenThatAnOperatorDisabledIt() {
        bench.running(Specs.job("mail"));
        bench.command("mail", JobCommand.DISABLE);
        bench.apply();
        bench.apply(Specs.job("mail").disabled());
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.DISABLED);
        bench.apply(Specs.job("mail"));
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aWaitJobDefinedAnewHoldsLaterJobsUntilItsNewRunHasEnded() {
        bench.running(Specs.job("setup").holding());
        bench.apply(Specs.job("setup").holding().command("/bin/false"), Specs.job("b"));
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.launcher.alive("setup")).hasSize(1);
        assertThat(bench.state("b")).isEqualTo(JobState.WAITING);
        bench.launcher.alive("setup").get(0).exit(0);
        bench.settle();
        assertThat(bench.launcher.alive("b")).hasSize(1);
    }

    @Test
    void aLiveRunIsStoppedByTheDefinitionItWasStartedWith() {
        StopRule hup = new StopRule(Signal.HUP, Duration.ofSeconds(3), StopRule.Scope.SESSION);
        bench.running(Specs.job("mail"));
        bench.apply(Specs.job("mail").stop(hup).command("/bin/false"));
        assertThat(bench.launcher.last().signals).containsExactly(Signal.TERM, Signal.CONT);
    }

    @Test
    void aStopRuleThatAloneChangedHoldsForTheLiveRun() {
        StopRule hup = new StopRule(Signal.HUP, Duration.ofSeconds(3), StopRule.Scope.SESSION);
        bench.running(Specs.job("mail"));
        bench.apply(Specs.job("mail").stop(hup));
        bench.command("mail", JobCommand.STOP);
        assertThat(bench.launcher.last().signals).containsExactly(Signal.HUP, Signal.CONT);
    }

    // ---- bounce and watched files

    @Test
    void bounceEndsAndStartsTheJobAtExactlyThatAge() {
        bench.running(Specs.job("mail").bounceEvery(Duration.ofSeconds(5)));
        bench.pass(Duration.ofMillis(4_999));
        assertThat(bench.launcher.last().signals).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.launcher.last().signals).containsExactly(Signal.TERM, Signal.CONT);
        bench.launcher.last().end(ExitStatus.signalled(15));
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(2);
    }

    @Test
    void aMissingWatchedFileHoldsTheJobUntilItAppears() {
        bench.apply(
                Map.of(FILE, new FileContent("", "no such file")),
                Specs.job("mail").watching(FILE),
                Specs.job("b"));
        assertThat(bench.state("mail")).isEqualTo(JobState.WAITING);
        assertThat(bench.status("mail").waitingFor()).contains("waits for file /etc/app.conf: no such file");
        assertThat(bench.state("b")).isEqualTo(JobState.STARTING);
        bench.files(Map.of(FILE, new FileContent("aa", "")));
        assertThat(bench.state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aChangedWatchedFileRestartsTheJobAndIdenticalContentDoesNot() {
        bench.running(Map.of(FILE, new FileContent("aa", "")), Specs.job("mail").watching(FILE));
        bench.files(Map.of(FILE, new FileContent("aa", "")));
        assertThat(bench.launcher.last().signals).isEmpty();
        bench.files(Map.of(FILE, new FileContent("bb", "")));
        assertThat(bench.launcher.last().signals).containsExactly(Signal.TERM, Signal.CONT);
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(2);
    }

    @Test
    void aWatchedFileThatVanishesEndsTheJobUntilItIsBack() {
        bench.running(Map.of(FILE, new FileContent("aa", "")), Specs.job("mail").watching(FILE));
        bench.files(Map.of(FILE, new FileContent("", "no such file")));
        bench.launcher.last().exit(0);
        bench.settle();
        assertThat(bench.state("mail")).isEqualTo(JobState.WAITING);
        bench.files(Map.of(FILE, new FileContent("aa", "")));
        bench.settle();
        assertThat(bench.launcher.launches).hasSize(2);
    }

    // ---- changes

    @Test
    void everyChangeOfStateIsToldOnceAndNumbersGrow() {
        bench.running(Specs.job("mail"));
        bench.pass(Duration.ofSeconds(1));
        bench.command("mail", JobCommand.STOP);
        bench.launcher.last().exit(0);
        bench.settle();
        var changes = bench.supervisor.changes(0, 1_000);
        assertThat(changes.stream().filter(c -> c.kind() == JobChange.Kind.STATE))
                .extracting(c -> c.from().orElseThrow() + ">" + c.to().orElseThrow())
                .containsExactly("STOPPED>STARTING", "STARTING>RUNNING", "RUNNING>STOPPING", "STOPPING>STOPPED");
        assertThat(changes).extracting(JobChange::sequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aListenerThatThrowsAnErrorCostsTheOthersNothing() {
        List<JobChange> heard = new CopyOnWriteArrayList<>();
        bench.supervisor.addListener(listener("broken", change -> {
            throw new NoClassDefFoundError("gone with its deployment");
        }));
        bench.supervisor.addListener(listener("sound", heard::add));
        bench.apply(Specs.job("mail"));
        bench.apply(Specs.job("mail"), Specs.job("web"));
        await().until(() -> heard.stream().anyMatch(change -> change.job().equals("web")));
    }

    private static ChangeListener listener(String name, Consumer<JobChange> heard) {
        return new ChangeListener() {
            @Override
            public void changed(JobChange change) {
                heard.accept(change);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }

    @Test
    void whenStateCompletesOnceTheStateIsReached() {
        bench.apply(Specs.job("mail"));
        var running = bench.supervisor.whenState(bench.status("mail").name(), JobState.RUNNING);
        bench.launcher.last().succeed();
        bench.pass(Duration.ofSeconds(1));
        assertThat(running).succeedsWithin(Duration.ofSeconds(5));
    }
}
