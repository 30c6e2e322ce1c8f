package io.procmgr.supervise;

import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.Situation.Cause;
import io.procmgr.supervise.Situation.Deadline;
import io.procmgr.supervise.Situation.LaunchPhase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One job: its situation, and the effects of going from one to the next. Confined to the event loop but for
 * {@link #status}.
 */
final class SupervisedJob {
    /** A killed process that still lives (in an uninterruptible wait, say) is killed again this often. */
    static final Duration KILL_AGAIN = Duration.ofSeconds(5);

    private final JobEnvironment environment;
    private final JobReport report;
    private final StateDeadline deadline;
    private final Restarts restarts = new Restarts();
    private final CurrentRun current;
    private final Turn turn;
    private final Deque<JobEvent> followUps = new ArrayDeque<>(3);

    private JobSpec spec;
    private Situation situation;
    private Duration delay = Duration.ZERO;
    private String why = "";
    private boolean firing;
    private boolean forgotten;
    private final Switch onOff = new Switch();

    SupervisedJob(JobSpec spec, Goal goal, int place, JobEnvironment environment) {
        this.spec = spec;
        this.turn = new Turn(place);
        this.environment = environment;
        this.situation = Situation.initial(goal);
        this.deadline = new StateDeadline(environment.scheduler());
        this.current = new CurrentRun(environment);
        this.report = new JobReport(spec, situation, environment);
    }

    JobName name() {
        return spec.name();
    }

    JobSpec spec() {
        return spec;
    }

    Situation situation() {
        return situation;
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
        return turn.isFirstLaunch() && situation.launch() != LaunchPhase.NONE;
    }

    /** Whether jobs behind it are to wait for its end. */
    boolean holdsOthers() {
        return spec.start().hold() && !turn.isOver() && situation.state().isLive();
    }

    // ---- definition

    /** Takes a new definition; the job goes on or starts anew as the difference demands. */
    void redefine(JobSpec next, boolean contentChanged) {
        JobSpec before = spec;
        spec = next;
        report.defined(next);
        if (situation.goal() == Goal.GONE) {
            turn.again();
            onOff.forget();
            fire(JobEvent.PUT_BACK, "defined again");
            return;
        }
        boolean restarts = next.needsRestart(before) || contentChanged;
        if (!restarts) {
            current.stoppedBy(next.stop());
            armBounce();
        } else {
            turn.again();
        }
        switch (onOff.read(before, next, restarts, situation.goal())) {
            case OFF -> fire(JobEvent.DISABLE, "disabled by its definition");
            case ON -> fire(JobEvent.ENABLE, "enabled by its definition");
            case NONE -> {
                if (restarts) {
                    fire(JobEvent.REDEFINED, contentChanged ? "a watched file changed" : "its definition changed");
                } else {
                    settle();
                }
            }
        }
    }

    // ---- events

    /** Gives an event to the table and does what follows from it; says why it came. */
    Step.Outcome fire(JobEvent event, String reason) {
        why = reason;
        Step.Outcome outcome = take(event);
        if (!firing) {
            firing = true;
            try {
                for (JobEvent next = followUps.poll(); next != null; next = followUps.poll()) {
                    take(next);
                }
            } finally {
                firing = false;
            }
            settle();
            if (forgotten) {
                environment.supervisor().forget(this);
            }
        }
        return outcome;
    }

    private Step.Outcome take(JobEvent event) {
        Situation now = launchTaken(event);
        Step step = Transitions.step(now, event, goalOf(event));
        if (step.outcome() == Step.Outcome.IMPOSSIBLE) {
            environment
                    .supervisor()
                    .happened(this, Kind.NOTICE, "fault in procmgr: " + event + " cannot come in " + now.state());
            return step.outcome();
        }
        situation = step.next();
        if (situation.deadline() == Deadline.NONE) {
            deadline.disarm();
        }
        step.effects().forEach(this::perform);
        return step.outcome();
    }

    /** An operator's enable counts for more than the definition's {@code enabled}, until the definition changes. */
    private Goal goalOf(JobEvent event) {
        return event == JobEvent.ENABLE ? Goal.ofEnabled(spec) : Goal.ofDefined(spec);
    }

    /** A launch that is no longer queued, whether a spawner was quicker or always has been, is in flight. */
    private Situation launchTaken(JobEvent event) {
        return situation.launch() == LaunchPhase.NONE || current.wasQueuedAt(event)
                ? situation
                : situation.withLaunch(LaunchPhase.IN_FLIGHT);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case ASK -> ask();
            case LAUNCH -> launch();
            case TERMINATE -> current.terminate();
            case KILL -> current.kill();
            case SWEEP -> current.sweep(situation.state());
            case ARM -> arm();
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

    private void arm() {
        Duration start = spec.start().startSeconds();
        Duration stop = run().stopRule().timeout();
        switch (situation.deadline()) {
            case NONE -> deadline.disarm();
            case START -> arm(start, JobEvent.READY, "alive for " + Durations.text(start));
            case STABLE -> arm(current.untilStable(spec), JobEvent.TIMEOUT, "");
            case STOP ->
                arm(stop, JobEvent.TIMEOUT, "pid " + run().pid() + " did not end within " + Durations.text(stop));
            case KILL -> arm(KILL_AGAIN, JobEvent.TIMEOUT, "");
            case DELAY -> {
                if (delay.isZero()) {
                    followUps.add(JobEvent.TIMEOUT);
                } else {
                    arm(delay, JobEvent.TIMEOUT, "back-off is over");
                }
            }
        }
    }

    private void arm(Duration length, JobEvent event, String reason) {
        deadline.arm(length, () -> fire(event, reason));
    }

    // ---- gates

    private void ask() {
        String closed = environment.supervisor().closedFor(this);
        report.waitingFor(closed);
        if (closed.isEmpty()) {
            followUps.add(JobEvent.GATE_OPEN);
        } else {
            why = closed;
        }
    }

    /** Asks the gates once more, since one of them may have opened. */
    void askAgain() {
        if (situation.asking()) {
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

    private void launch() {
        turn.launched();
        current.launch(this, report.logs());
    }

    boolean isCurrent(long runId) {
        return run().id() == runId && situation.state().isLive();
    }

    void launched(RunningProcess process) {
        current.launched(process);
        report.launched();
        happened(Kind.LAUNCHED, "started, pid " + process.pid());
        fire(JobEvent.LAUNCHED, why);
        armBounce();
    }

    void launchFailed(String reason) {
        report.error(reason);
        happened(Kind.NOTICE, reason);
        if (situation.cause() == Cause.OWN) {
            situation = situation.withCause(Cause.FAILURE);
        }
        end(Ending.notLaunched());
    }

    void launchDelayed(String reason) {
        report.error(reason);
        happened(Kind.NOTICE, reason);
        if (situation.state() != JobState.STARTING) {
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
                situation.goal(),
                situation.cause(),
                ending,
                spec.restart(),
                environment.scheduler().nanoTime(),
                environment.chance().getAsDouble());
        delay = decision.delay();
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

    void note(String message) {
        happened(Kind.NOTICE, message);
    }

    // ---- telling

    private void happened(Kind kind, String message) {
        report.refresh(situation, run(), delay);
        environment.supervisor().happened(this, kind, message);
    }

    private void settle() {
        report.refresh(situation, run(), delay);
        environment.supervisor().settled(this, report.untoldChange(), why);
    }
}
