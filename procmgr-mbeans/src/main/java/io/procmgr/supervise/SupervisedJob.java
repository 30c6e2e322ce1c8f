package io.procmgr.supervise;

import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.Situation.Cause;
import io.procmgr.supervise.Situation.LaunchPhase;
import io.procmgr.supervise.Situation.ProcessPhase;
import java.time.Duration;

/**
 * One job: its situation, and the effects of going from one to the next. Confined to the event loop but for
 * {@link #status}.
 */
final class SupervisedJob {
    /** A killed process that still lives (in an uninterruptible wait, say) is killed again this often. */
    static final Duration KILL_AGAIN = Duration.ofSeconds(5);

    private final JobEnvironment environment;
    private final JobReport report;
    private final Restarts restarts = new Restarts();
    private final CurrentRun current;
    private final RecordKeeper keeper;
    private final JobMachine machine;
    private final Turn turn;

    private JobSpec spec;
    private boolean forgotten;
    private final Switch onOff = new Switch();

    SupervisedJob(JobSpec spec, Goal goal, int place, JobEnvironment environment) {
        this.spec = spec;
        this.turn = new Turn(place);
        this.environment = environment;
        this.current = new CurrentRun(environment);
        this.keeper = new RecordKeeper(environment);
        this.machine = new JobMachine(this, goal, current, environment.scheduler());
        this.report = new JobReport(spec, machine.situation(), environment);
    }

    JobName name() {
        return spec.name();
    }

    JobSpec spec() {
        return spec;
    }

    Situation situation() {
        return machine.situation();
    }

    /** The last snapshot; may be called from any thread. */
    JobStatus status() {
        return report.status();
    }

    /** Its turn in the start sequence. */
    Turn turn() {
        return turn;
    }

    /** Whether it is in its first launch since it was defined. */
    boolean firstLaunchPending() {
        return turn.isFirstLaunch() && situation().launch() != LaunchPhase.NONE;
    }

    /** Whether jobs behind it are to wait for its end. */
    boolean holdsOthers() {
        return spec.start().hold() && !turn.isOver() && situation().state().isLive();
    }

    /** Goes on with what an earlier supervisor knew of it. */
    void resume(JobRecord record) {
        onOff.byOperator(record.disabled());
        report.resume(record.history());
        restarts.resume(record.history().consecutiveFailures());
        keeper.resume(record);
        current.countFrom(record);
        report.refresh(situation(), run(), machine.delay());
    }

    // ---- definition

    /** Takes a new definition; the job goes on or starts anew as the difference demands. */
    void redefine(JobSpec next, boolean contentChanged) {
        JobSpec before = spec;
        spec = next;
        report.defined(next);
        if (situation().goal() == Goal.GONE) {
            turn.again();
            onOff.forget();
            fire(JobEvent.PUT_BACK, "defined again");
            return;
        }
        Redefinition asked =
                Redefinition.of(before, next, contentChanged, situation().state());
        boolean restarts = asked == Redefinition.RESTART;
        if (!restarts) {
            current.stoppedBy(next.stop());
            armBounce();
        } else {
            turn.again();
        }
        switch (onOff.read(before, next, restarts, situation().goal())) {
            case OFF -> fire(JobEvent.DISABLE, "disabled by its definition");
            case ON -> fire(JobEvent.ENABLE, "enabled by its definition");
            case NONE -> {
                if (restarts) {
                    fire(JobEvent.REDEFINED, contentChanged ? "a watched file changed" : "its definition changed");
                } else {
                    if (asked == Redefinition.RELOAD) {
                        reload(next.reloadSignal().orElseThrow());
                    }
                    settle();
                }
            }
        }
    }

    private void reload(Signal signal) {
        keeper.made(spec);
        if (current.signal(signal)) {
            note("signal " + signal + " sent: a file of its definition changed");
        }
    }

    // ---- events

    /** Gives an event to the table and does what follows from it; says why it came. */
    Step.Outcome fire(JobEvent event, String reason) {
        return machine.fire(event, reason);
    }

    /** All that an event led to has been done. */
    void turnOver() {
        settle();
        if (forgotten) {
            environment.supervisor().forget(this);
        }
    }

    void perform(Effect effect) {
        switch (effect) {
            case ASK -> ask();
            case LAUNCH -> launch();
            case TERMINATE -> current.terminate();
            case KILL -> current.kill();
            case SWEEP -> current.sweep(situation().state());
            case ARM -> machine.arm();
            case RESET_ATTEMPTS -> {
                restarts.reset();
                report.steady();
            }
            case STUCK ->
                happened(
                        Kind.NOTICE,
                        "pid " + run().pid() + " still lives " + Durations.text(KILL_AGAIN)
                                + " after SIGKILL: killing it again");
            case FORGET -> forgotten = true;
        }
    }

    // ---- gates

    private void ask() {
        String closed = environment.supervisor().closedFor(this);
        report.waitingFor(closed);
        if (closed.isEmpty()) {
            machine.andThen(JobEvent.GATE_OPEN);
        } else {
            machine.because(closed);
        }
    }

    /** Asks the gates once more, since one of them may have opened. */
    void askAgain() {
        if (situation().asking()) {
            String closed = environment.supervisor().closedFor(this);
            if (closed.isEmpty()) {
                fire(JobEvent.GATE_OPEN, "no longer " + report.waitingFor());
            } else if (!closed.equals(report.waitingFor())) {
                report.waitingFor(closed);
                note(closed);
            }
        }
    }

    // ---- the run

    private Run run() {
        return current.run();
    }

    /** The record of the intent comes before the launch, which writes it before it makes a process. */
    private void launch() {
        turn.launched();
        current.begin(spec);
        keeper.made(spec);
        keep();
        current.launch(this, report.logs());
    }

    /** Keeps the record of what it has become. */
    private void keep() {
        report.refresh(situation(), run(), machine.delay());
        keeper.keep(report.status(), situation(), run(), onOff.isDisabledByOperator());
    }

    /** What is to be known of it later. */
    JobRecord record() {
        return keeper.record(report.status(), situation(), run(), onOff.isDisabledByOperator());
    }

    // ---- what an earlier supervisor left

    JobReport report() {
        return report;
    }

    RecordKeeper keeper() {
        return keeper;
    }

    CurrentRun current() {
        return current;
    }

    /** Takes its place where an earlier supervisor left it; what follows from that is done. */
    void place(Situation left, Duration untilStart, String reason) {
        machine.correct(left);
        machine.delay(untilStart);
        machine.because(reason);
        machine.arm();
        settle();
    }

    /** Takes over the process that the current run has been given, which an earlier supervisor knew as ready or not. */
    void adopted(Goal goal, boolean ready) {
        machine.correct(situation().withGoal(goal));
        if (ready) {
            machine.andThen(JobEvent.READY);
        }
        fire(
                JobEvent.ADOPTED,
                "took over pid " + run().pid() + ", which was started " + Durations.text(current.age()) + " ago");
        armBounce();
    }

    /** The process of its last run ended while there was no supervisor; it was at most so old. */
    void endedUnseen(Goal goal, Cause cause, Duration atMost) {
        machine.correct(Situation.left(goal, JobState.RUNNING)
                .withProcess(ProcessPhase.MAIN)
                .withCause(cause));
        report.exited(ExitStatus.UNKNOWN);
        happened(Kind.EXITED, "run " + run().id() + " ended while no supervisor ran: " + ExitStatus.UNKNOWN);
        end(Ending.of(ExitStatus.UNKNOWN, atMost));
    }

    // ---- the run's news

    boolean isCurrent(long runId) {
        return run().id() == runId && situation().state().isLive();
    }

    void launched(RunningProcess process) {
        current.launched(process);
        report.launched();
        happened(Kind.LAUNCHED, "started, pid " + process.pid());
        fire(JobEvent.LAUNCHED, machine.why());
        keep();
        armBounce();
    }

    void launchFailed(String reason) {
        report.error(reason);
        happened(Kind.NOTICE, reason);
        if (situation().cause() == Cause.OWN) {
            machine.correct(situation().withCause(Cause.FAILURE));
        }
        end(Ending.notLaunched());
    }

    void launchDelayed(String reason) {
        report.error(reason);
        happened(Kind.NOTICE, reason);
        if (situation().state() != JobState.STARTING) {
            // it was to be ended before it was known to hang
            run().launch().withdraw();
        }
        settle();
    }

    void exited(ExitStatus status, boolean membersLeft) {
        Duration age = current.age();
        boolean sweep = membersLeft && run().stopRule().scope() == StopRule.Scope.SESSION;
        current.ended(Ending.of(status, age));
        report.exited(status);
        happened(
                Kind.EXITED,
                "exited after " + Durations.text(age) + ": " + status + ", pid " + run().pid()
                        + (sweep ? "; members of its session live on and are ended" : ""));
        if (sweep) {
            fire(JobEvent.LEFTOVERS, "its main process ended, " + status);
        } else {
            membersGone();
        }
    }

    void membersGone() {
        run().ending().ifPresent(this::end);
    }

    private void end(Ending ending) {
        current.endBounce();
        turn.ended();
        Restarts.Decision decision = restarts.decide(
                situation().goal(),
                situation().cause(),
                ending,
                spec.restart(),
                environment.scheduler().nanoTime(),
                environment.chance().getAsDouble());
        Duration delay = decision.delay();
        machine.delay(delay);
        report.ended(decision.verdict());
        fire(
                decision.verdict().event(),
                decision.verdict().reason() + (delay.isZero() ? "" : ", next start in " + Durations.text(delay)));
    }

    private void armBounce() {
        long bounced = run().id();
        current.armBounce(spec, () -> {
            if (isCurrent(bounced)) {
                fire(JobEvent.CYCLE, "bounced at the age of " + Durations.text(current.age()));
            }
        });
    }

    // ---- operators

    /** Who has switched it off or on beside its definition. */
    Switch onOff() {
        return onOff;
    }

    /** Sends a signal to the main process; says whether there was one. */
    boolean signal(Signal signal) {
        return current.signal(signal);
    }

    void trouble(String message) {
        report.error(message);
        happened(Kind.NOTICE, message);
    }

    void note(String message) {
        happened(Kind.NOTICE, message);
    }

    // ---- telling

    private void happened(Kind kind, String message) {
        report.refresh(situation(), run(), machine.delay());
        environment.supervisor().happened(this, kind, message);
    }

    private void settle() {
        report.refresh(situation(), run(), machine.delay());
        keeper.keepChanged(report.status(), situation(), run(), onOff.isDisabledByOperator());
        environment.supervisor().settled(this, report.untoldChange(), machine.why());
    }
}
