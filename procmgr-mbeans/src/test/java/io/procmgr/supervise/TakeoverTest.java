package io.procmgr.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.BackoffRule;
import io.procmgr.job.JobName;
import io.procmgr.job.RestartRule.Policy;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.job.StopRule.OnShutdown;
import io.procmgr.supervise.FakeLauncher.FakeLaunch;
import io.procmgr.supervise.JobStatus.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a supervisor makes of what the one before it left: after a crash, and after an orderly end. */
class TakeoverTest {
    private static final StopRule LEFT =
            new StopRule(Signal.TERM, Duration.ofSeconds(10), StopRule.Scope.SESSION, OnShutdown.LEAVE);
    private static final Specs MAIL = Specs.job("mail");
    private static final Path FILE = Path.of("/etc/app.conf");

    private final FakeLauncher launcher = new FakeLauncher();
    private final Deque<SupervisorBench> benches =
            new ArrayDeque<>(List.of(new SupervisorBench(launcher, Predecessor.NONE)));

    @AfterEach
    void close() {
        benches.forEach(SupervisorBench::close);
    }

    private SupervisorBench bench() {
        return benches.peek();
    }

    /** The supervisor is killed, and another one comes. */
    private void crash(MarkedProcess... found) {
        bench().settle();
        bench().kept.flush();
        benches.push(new SupervisorBench(launcher, new Predecessor(bench().kept.written, List.of(found))));
        // its wall clock goes on from that of the one before
        bench().pass(Duration.ofMinutes(2));
    }

    private void running(Specs... specs) {
        bench().running(specs);
        bench().pass(Duration.ofMinutes(1));
        launcher.launches.forEach(launch -> launch.age = Duration.ofMinutes(1));
    }

    // ---- after a crash

    @Test
    void aLivingProcessIsTakenOverAndNotMadeTwice() {
        running(MAIL);
        FakeLaunch process = launcher.last();

        crash();
        bench().apply(MAIL);

        JobStatus status = bench().status("mail");
        assertThat(launcher.launches).hasSize(1);
        assertThat(status.state()).isEqualTo(JobState.RUNNING);
        assertThat(status.passedStart()).isTrue();
        assertThat(status.pid()).hasValue(process.pid());
        assertThat(status.owner()).isEqualTo(Owner.ADOPTED);
        assertThat(status.runId()).isEqualTo(1);
        assertThat(status.history().startCount()).isEqualTo(1);
        assertThat(process.signals).isEmpty();
    }

    @Test
    void theEndOfATakenOverProcessIsJudgedAsThatOfAChild() {
        running(MAIL);
        crash();
        bench().running(MAIL);

        launcher.last().exit(0);
        bench().settle();

        assertThat(launcher.launches).hasSize(2);
        assertThat(bench().status("mail").owner()).isEqualTo(Owner.CHILD);
        assertThat(bench().status("mail").runId()).isEqualTo(2);
        assertThat(bench().status("mail").history().restartCount()).isEqualTo(1);
    }

    @Test
    void aTakenOverProcessThatHadNotPassedItsStartHasStillToDoSo() {
        bench().running(MAIL);

        crash();
        bench().apply(MAIL);

        assertThat(bench().state("mail")).isEqualTo(JobState.STARTING);
        bench().pass(Duration.ofSeconds(1));
        assertThat(bench().state("mail")).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aProcessThatEndedMeanwhileIsStartedAgain() {
        running(MAIL);
        launcher.last().exitUnseen();

        crash();
        bench().running(MAIL);

        assertThat(launcher.launches).hasSize(2);
        assertThat(bench().status("mail").runId()).isEqualTo(2);
        assertThat(bench().status("mail").history().lastExit()).contains(ExitStatus.UNKNOWN);
    }

    @Test
    void aJobThatRunsOnceAndEndedMeanwhileIsNotRunTwice() {
        running(MAIL.policy(Policy.ONCE));
        launcher.last().exitUnseen();

        crash();
        bench().apply(MAIL.policy(Policy.ONCE));

        assertThat(bench().state("mail")).isEqualTo(JobState.COMPLETED);
        assertThat(launcher.launches).hasSize(1);
    }

    @Test
    void anIntentWithoutAProcessIsCarriedOut() {
        bench().apply(MAIL);

        crash();
        bench().running(MAIL);

        assertThat(launcher.launches).hasSize(2);
        assertThat(bench().status("mail").runId()).isEqualTo(2);
    }

    @Test
    void aProcessThatWasMadeBeforeItCouldBeNotedIsFoundByItsMark() {
        bench().apply(MAIL);
        bench().settle();
        FakeLaunch made = launcher.last();
        made.succeedUnseen();

        crash(marked("test/mail/1", made.identity(), made.pid()));
        bench().apply(MAIL);

        assertThat(launcher.launches).hasSize(1);
        assertThat(bench().status("mail").pid()).hasValue(made.pid());
        assertThat(bench().state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aProcessWhoseRecordWasLostIsMadeAnew() {
        running(MAIL);
        FakeLaunch old = launcher.last();

        bench().kept.written.clear();
        benches.push(new SupervisorBench(
                launcher, new Predecessor(Map.of(), List.of(marked("test/mail/1", old.identity(), old.pid())))));
        bench().running(MAIL);

        assertThat(bench().state("mail")).isEqualTo(JobState.STOPPING);
        assertThat(old.signals).containsExactly(Signal.TERM, Signal.CONT);
        old.exit(0);
        bench().settle();
        assertThat(bench().status("mail").runId()).isEqualTo(2);
    }

    @Test
    void aDaughterThatMadeASessionOfItsOwnIsNotTakenForTheJob() {
        running(MAIL);
        FakeLaunch process = launcher.last();
        process.exitUnseen();

        crash(marked("test/mail/1", new ProcessIdentity(77, 9), 77));
        bench().running(MAIL);

        assertThat(launcher.launches).hasSize(2);
    }

    @Test
    void whatIsLeftOfASessionIsEndedBeforeTheJobIsStartedAgain() {
        running(MAIL);
        FakeLaunch dead = launcher.last();
        dead.exitUnseen();
        launcher.launch(dead.request, new NoListener());
        FakeLaunch member = launcher.last();

        crash(marked("test/mail/1", member.identity(), dead.pid()));
        bench().running(MAIL);

        assertThat(bench().state("mail")).isEqualTo(JobState.WAITING);
        assertThat(bench().status("mail").waitingFor()).get().asString().contains("pid " + member.pid());
        assertThat(member.signals).containsExactly(Signal.TERM, Signal.CONT);
        bench().pass(Duration.ofSeconds(10));
        assertThat(member.signals).endsWith(Signal.KILL);
        member.exit(0);
        bench().settle();
        assertThat(bench().state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aChangedJobIsEndedByItsOldRuleAndStartedAnew() {
        StopRule hup = new StopRule(Signal.HUP, Duration.ofSeconds(3), StopRule.Scope.SESSION);
        running(MAIL.stop(hup));
        FakeLaunch old = launcher.last();

        crash();
        bench().running(Specs.job("mail").command("/bin/other"));

        assertThat(old.signals).containsExactly(Signal.HUP, Signal.CONT);
        old.exit(0);
        bench().settle();
        assertThat(launcher.last().request.execution().command()).containsExactly("/bin/other");
    }

    @Test
    void aWatchedFileThatChangedMeanwhileStartsItsJobAnew() {
        bench().running(Map.of(FILE, new FileContent("a", "")), MAIL.watching(FILE));
        FakeLaunch old = launcher.last();

        crash();
        bench().running(Map.of(FILE, new FileContent("b", "")), MAIL.watching(FILE));

        assertThat(old.signals).containsExactly(Signal.TERM, Signal.CONT);
    }

    @Test
    void aJobThatIsDefinedNoLongerIsEndedAndForgotten() {
        running(MAIL);
        FakeLaunch old = launcher.last();

        crash();
        bench().running(Specs.job("web"));

        assertThat(bench().status("mail").goal()).isEqualTo(Goal.GONE);
        assertThat(bench().state("mail")).isEqualTo(JobState.STOPPING);
        assertThat(old.signals).containsExactly(Signal.TERM, Signal.CONT);
        old.exit(0);
        bench().settle();
        assertThat(bench().supervisor.status(new JobName("mail"))).isEmpty();
        bench().kept.flush();
        assertThat(bench().kept.written).containsOnlyKeys(new JobName("web"));
    }

    @Test
    void aJobThatIsDefinedNoLongerAndHasEndedIsForgotten() {
        running(MAIL);
        launcher.last().exitUnseen();

        crash();
        bench().apply();

        assertThat(bench().supervisor.status(new JobName("mail"))).isEmpty();
        bench().settle();
        bench().kept.flush();
        assertThat(bench().kept.written).isEmpty();
    }

    @Test
    void whatWasBeingStoppedIsStopped() {
        running(MAIL);
        bench().command("mail", JobCommand.STOP);

        crash();
        bench().apply(MAIL);

        assertThat(bench().state("mail")).isEqualTo(JobState.STOPPING);
        launcher.last().exit(0);
        bench().settle();
        assertThat(bench().state("mail")).isEqualTo(JobState.STOPPED);
    }

    @Test
    void aRestartThatWasUnderWayIsCarriedOut() {
        running(MAIL.policy(Policy.ONCE));
        FakeLaunch old = launcher.last();
        bench().command("mail", JobCommand.RESTART);
        old.signals.clear();

        crash();
        bench().running(MAIL.policy(Policy.ONCE));

        assertThat(bench().state("mail")).isEqualTo(JobState.STOPPING);
        assertThat(old.signals).containsExactly(Signal.TERM, Signal.CONT);
        old.exit(0);
        bench().settle();
        assertThat(bench().state("mail")).isEqualTo(JobState.STARTING);
        assertThat(launcher.launches).hasSize(2);
    }

    @Test
    void aRestartWhoseProcessEndedUnseenIsCarriedOut() {
        running(MAIL.policy(Policy.ONCE));
        bench().command("mail", JobCommand.RESTART);
        launcher.last().exitUnseen();

        crash();
        bench().running(MAIL.policy(Policy.ONCE));

        assertThat(bench().state("mail")).isEqualTo(JobState.STARTING);
        assertThat(launcher.launches).hasSize(2);
    }

    @Test
    void aForgedMarkOfALaterRunIsNotBelievedWhileTheRecordedProcessLives() {
        running(MAIL);
        FakeLaunch process = launcher.last();
        launcher.launch(process.request, new NoListener());
        FakeLaunch forged = launcher.last();
        forged.succeedUnseen();

        crash(marked("test/mail/999999999", forged.identity(), forged.pid()));
        bench().apply(MAIL);

        assertThat(bench().status("mail").pid()).hasValue(process.pid());
        assertThat(bench().status("mail").runId()).isEqualTo(1);
        assertThat(forged.signals).isEmpty();
    }

    @Test
    void connectionsOfASupervisorThatIsGoneAreEndedBeforeTheJobIsStartedAgain() {
        running(MAIL);
        launcher.last().exitUnseen();
        launcher.launch(launcher.last().request, new NoListener());
        FakeLaunch connection = launcher.last();
        connection.succeedUnseen();

        crash(marked("test/mail/1/connection", connection.identity(), connection.pid()));
        bench().running(MAIL);

        assertThat(bench().state("mail")).isEqualTo(JobState.WAITING);
        assertThat(connection.signals).containsExactly(Signal.TERM, Signal.CONT);
        connection.exit(0);
        bench().settle();
        assertThat(bench().state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void theMarkOfAnotherUsersProcessIsNotBelieved() {
        running(MAIL);
        launcher.last().exitUnseen();
        launcher.launch(launcher.last().request, new NoListener());
        FakeLaunch forged = launcher.last();
        forged.succeedUnseen();

        crash(new MarkedProcess("test/mail/2", forged.identity(), forged.pid(), false));
        bench().running(MAIL);

        assertThat(forged.signals).isEmpty();
        assertThat(bench().status("mail").pid()).hasValue(launcher.last().pid());
        assertThat(launcher.launches).hasSize(3);
    }

    @Test
    void aSupervisorThatNeverTookOverLeavesTheRecordsAsTheyWere() {
        running(MAIL);
        crash();
        SupervisorBench second = bench();
        second.close();

        assertThat(second.kept.ended).isFalse();
        assertThat(second.kept.written).containsOnlyKeys(new JobName("mail"));
        assertThat(second.kept.written.get(new JobName("mail")).run()).isPresent();
    }

    @Test
    void whatAnOperatorStoppedStaysDown() {
        running(MAIL);
        bench().command("mail", JobCommand.STOP);
        launcher.last().exit(0);

        crash();
        bench().apply(MAIL);

        assertThat(bench().state("mail")).isEqualTo(JobState.STOPPED);
        assertThat(launcher.launches).hasSize(1);
    }

    @Test
    void whatAnOperatorDisabledStaysDisabled() {
        running(MAIL);
        bench().command("mail", JobCommand.DISABLE);
        launcher.last().exit(0);

        crash();
        bench().apply(MAIL);
        assertThat(bench().state("mail")).isEqualTo(JobState.DISABLED);

        crash();
        bench().running(MAIL);
        assertThat(bench().state("mail")).isEqualTo(JobState.DISABLED);
        bench().command("mail", JobCommand.ENABLE);
        assertThat(bench().state("mail")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aDisabledJobWhoseProcessStillLivesIsStopped() {
        running(MAIL);
        bench().command("mail", JobCommand.DISABLE);

        crash();
        bench().apply(MAIL);

        assertThat(bench().state("mail")).isEqualTo(JobState.STOPPING);
        launcher.last().exit(0);
        bench().settle();
        assertThat(bench().state("mail")).isEqualTo(JobState.DISABLED);
    }

    @Test
    void aFinishedJobStaysFinishedUnlessItIsChanged() {
        running(MAIL, Specs.job("web"));
        launcher.launches.forEach(launch -> launch.exit(33));

        crash();
        bench().running(MAIL, Specs.job("web").command("/bin/other"));

        assertThat(bench().state("mail")).isEqualTo(JobState.COMPLETED);
        assertThat(bench().state("web")).isEqualTo(JobState.STARTING);
    }

    @Test
    void aBackOffGoesOn() {
        BackoffRule slow =
                new BackoffRule(Duration.ofSeconds(60), 1, Duration.ofSeconds(60), 0, Duration.ofSeconds(10));
        bench().running(MAIL.backoff(slow));
        launcher.last().exit(1);
        bench().pass(Duration.ofSeconds(1));

        crash();
        bench().running(MAIL.backoff(slow));

        assertThat(bench().state("mail")).isEqualTo(JobState.BACKOFF);
        bench().pass(Duration.ofSeconds(61));
        assertThat(launcher.launches).hasSize(2);
        assertThat(bench().status("mail").history().failureCount()).isEqualTo(1);
    }

    @Test
    void twoCrashesInARowLoseNothing() {
        running(MAIL);
        crash();
        bench().apply(MAIL);
        crash();
        bench().apply(MAIL);

        assertThat(launcher.launches).hasSize(1);
        assertThat(bench().state("mail")).isEqualTo(JobState.RUNNING);
    }

    // ---- after an orderly end

    @Test
    void afterAnOrderlyEndJobsStartAnew() {
        running(MAIL, Specs.job("web"));
        bench().command("web", JobCommand.STOP);
        launcher.last().exit(0);
        bench().close();

        crash();
        bench().running(MAIL, Specs.job("web"));

        assertThat(bench().state("mail")).isEqualTo(JobState.STARTING);
        assertThat(bench().state("web")).isEqualTo(JobState.STARTING);
        assertThat(bench().status("web").history().startCount()).isEqualTo(2);
        assertThat(bench().status("web").runId()).isEqualTo(2);
    }

    @Test
    void whatIsToBeLeftLivesOnAndIsTakenOver() {
        running(MAIL.stop(LEFT), Specs.job("web"));
        FakeLaunch mail = launcher.launches.get(0);
        bench().close("web");

        assertThat(mail.isAlive()).isTrue();
        assertThat(mail.signals).isEmpty();
        assertThat(bench().kept.ended).isTrue();
        crash();
        bench().running(MAIL.stop(LEFT), Specs.job("web"));
        assertThat(bench().status("mail").pid()).hasValue(mail.pid());
        assertThat(bench().state("mail")).isEqualTo(JobState.RUNNING);
    }

    @Test
    void nothingIsStartedInPlaceOfALeftProcessThatEndsAtTheLastMoment() {
        running(MAIL.stop(LEFT), Specs.job("web"));
        FakeLaunch mail = launcher.launches.get(0);
        bench().supervisor.shutDown();
        bench().settle();
        mail.exit(0);
        bench().settle();

        assertThat(launcher.launches).hasSize(2);
        assertThat(bench().state("mail")).isEqualTo(JobState.WAITING);
    }

    @Test
    void aLaunchInFlightIsAwaitedAndLeft() {
        bench().apply(MAIL.stop(LEFT));
        FakeLaunch launch = launcher.last();
        launch.take();
        bench().supervisor.shutDown();
        bench().settle();
        assertThat(bench().kept.ended).isFalse();

        launch.succeed();
        bench().settle();

        assertThat(bench().kept.ended).isTrue();
        assertThat(bench().kept.written.get(new JobName("mail")).run()).get().satisfies(run -> assertThat(run.process())
                .contains(launch.identity()));
    }

    @Test
    void aQueuedLaunchOfAJobThatIsToBeLeftIsWithdrawn() {
        bench().apply(MAIL.stop(LEFT));
        bench().supervisor.shutDown();
        bench().settle();

        assertThat(launcher.last().phase()).isEqualTo(FakeLaunch.Phase.WITHDRAWN);
        assertThat(bench().kept.ended).isTrue();
    }

    @Test
    void anUnknownJobsFlagsAreForgottenWithIt() {
        running(MAIL);
        bench().command("mail", JobCommand.DISABLE);
        launcher.last().exit(0);

        crash();
        bench().apply();
        bench().settle();

        bench().kept.flush();
        assertThat(bench().kept.written).isEmpty();
    }

    private static MarkedProcess marked(String mark, ProcessIdentity identity, long session) {
        return new MarkedProcess(mark, identity, session, true);
    }

    /** For a process that belongs to nobody. */
    private static final class NoListener implements LaunchListener {
        @Override
        public void launched(RunningProcess process) {}

        @Override
        public void failed(String reason) {}

        @Override
        public void delayed(String reason) {}

        @Override
        public void exited(ExitStatus status, boolean membersLeft) {}

        @Override
        public void membersGone() {}
    }
}
