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
    private final Bounce bounce;
    private final Deque<JobEvent> followUps = new ArrayDeque<>();

    private JobSpec spec;
    private Situation situation;
    private Run run = Run.NONE;
    private long lastRunId;
    private Duration delay = Duration.ZERO;
    private int place;
    private int launchesOfDefinition;
    private boolean endedOnce;
    private String why = "";
    private boolean firing;
    private boolean forgotten;
    private boolean disabledByOperator;

    SupervisedJob(JobSpec spec, Goal goal, int place, JobEnvironment environment) {
        this.spec = spec;
        this.place = place;
        this.environment = environment;
        this.situation = Situation.initial(goal);
        this.deadline = new StateDeadline(environment.scheduler());
        this.bounce = new Bounce(environment.scheduler());
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

    /** Its place in the file, for ties of {@code order}. */
    int place() {
        return place;
    }

    void place(int newPlace) {
        place = newPlace;
    }

    /** Whether it is in its first launch since it was defined. */
    boolean firstLaunchPending() {
        return launchesOfDefinition == 1 && situation.launch() != LaunchPhase.NONE;
    }

    boolean launchedBefore() {
        return launchesOfDefinition > 0;
    }

    /** Whether jobs behind it are to wait for its end. */
    boolean holdsOthers() {
        return spec.start().hold() && !endedOnce && situation.state().isLive();
    }

    // ---- definition

    /** The goal that its definition gives a job. */
    static Goal definedGoal(JobSpec spec) {
        return spec.start().enabled() ? autostartGoal(spec) : Goal.OFF;
    }

    private static Goal autostartGoal(JobSpec spec) {
        return spec.start().autostart() ? Goal.UP : Goal.DOWN;
    }

    /** Takes a new definition; the job goes on or starts anew as the difference demands. */
    void redefine(JobSpec next, boolean contentChanged) {
        JobSpec before = spec;
        spec = next;
        report.defined(next);
        if (situation.goal() == Goal.GONE) {
            forgetLaunches();
            fire(JobEvent.PUT_BACK, "defined again");
            return;
        }
        boolean restarts = next.needsRestart(before) || contentChanged;
        if (!restarts) {
            run = run.stoppedBy(next.stop());
            armBounce();
        } else {
            forgetLaunches();
        }
        if (before.start().enabled() && !next.start().enabled()) {
            fire(JobEvent.DISABLE, "disabled by its definition");
        } else if (!before.start().enabled() && next.start().enabled() && !disabledByOperator) {
            fire(JobEvent.ENABLE, "enabled by its definition");
        } else if (restarts) {
            fire(JobEvent.REDEFINED, contentChanged ? "a watched file changed" : "its definition changed");
        } else {
            settle();
        }
    }

    private void forgetLaunches() {
        launchesOfDefinition = 0;
        endedOnce = false;
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
        return event == JobEvent.ENABLE ? autostartGoal(spec) : definedGoal(spec);
    }

    /**
     * A launch is taken back by the events that end it: a queued one is withdrawn, one that is held up is killed and heard
     * of as failed. If a spawner was quicker it is in flight.
     */
    private Situation launchTaken(JobEvent event) {
        if (situation.launch() == LaunchPhase.NONE) {
            return situation;
        }
        boolean stillQueued =
                switch (event) {
                    case STOP, DISABLE, REMOVE, KILL, REDEFINED -> run.launch().withdraw();
                    case CYCLE -> run.launch().isQueued() || run.launch().withdraw();
                    default -> run.launch().isQueued();
                };
        return stillQueued ? situation : situation.withLaunch(LaunchPhase.IN_FLIGHT);
    }

    private void perform(Effect effect) {
        switch (effect) {
            case ASK -> ask();
            case LAUNCH -> launch();
            case TERMINATE -> terminate();
            case KILL -> run.signal(Signal.KILL);
            case SWEEP -> {
                if (situation.state() == JobState.KILLING) {
                    run.signal(Signal.KILL);
                } else {
                    terminate();
                }
            }
            case ARM -> arm();
            case RESET_ATTEMPTS -> {
                restarts.reset();
                report.steady();
            }
            case STUCK ->
                happened(
                        Kind.NOTICE,
                        "pid " + run.pid() + " still lives " + Durations.text(KILL_AGAIN)
                                + " after SIGKILL: killing it again");
            case FORGET -> forgotten = true;
        }
    }

    private void terminate() {
        run.signal(run.stopRule().signal());
        run.signal(Signal.CONT);
    }

    private void arm() {
        switch (situation.deadline()) {
            case NONE -> deadline.disarm();
            case START ->
                deadline.arm(
                        spec.start().startSeconds(),
                        () -> fire(
                                JobEvent.READY,
                                "alive for " + Durations.text(spec.start().startSeconds())));
            case STABLE -> deadline.arm(untilStable(), () -> fire(JobEvent.TIMEOUT, ""));
            case STOP -> {
                Duration timeout = run.stopRule().timeout();
                deadline.arm(
                        timeout,
                        () -> fire(
                                JobEvent.TIMEOUT,
                                "pid " + run.pid() + " did not end within " + Durations.text(timeout)));
            }
            case KILL -> deadline.arm(KILL_AGAIN, () -> fire(JobEvent.TIMEOUT, ""));
            case DELAY -> {
                if (delay.isZero()) {
                    followUps.add(JobEvent.TIMEOUT);
                } else {
                    deadline.arm(delay, () -> fire(JobEvent.TIMEOUT, "back-off is over"));
                }
            }
        }
    }

    private Duration untilStable() {
        Duration left = spec.restart().backoff().resetAfter().minus(run.age(environment.scheduler()));
        return left.isNegative() ? Duration.ZERO : left;
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

    private void launch() {
        lastRunId++;
        launchesOfDefinition++;
        run = new Run(lastRunId, spec.stop());
        LaunchRequest request = new LaunchRequest(
                name(),
                lastRunId,
                spec.execution(),
                spec.execution().workingDirectory(environment.options().workingDirectory()),
                report.logs(),
                environment.options().marks(name(), lastRunId));
        run = run.launching(
                environment.launcher().launch(request, new RunListener(this, run.id(), environment.scheduler())));
    }

    boolean isCurrent(long runId) {
        return run.id() == runId && situation.state().isLive();
    }

    void launched(RunningProcess process) {
        long now = environment.scheduler().nanoTime();
        run = run.launched(process, now);
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
            run.launch().withdraw();
        }
        settle();
    }

    void exited(ExitStatus status, boolean membersLeft) {
        Duration age = run.age(environment.scheduler());
        run = run.ended(Ending.of(status, age));
        report.exited(status);
        happened(
                Kind.EXITED,
                "exited after " + Durations.text(age) + ": " + status + ", pid " + run.pid()
                        + (membersLeft ? "; members of its session live on and are ended" : ""));
        if (membersLeft && run.stopRule().scope() == StopRule.Scope.SESSION) {
            fire(JobEvent.LEFTOVERS, "its main process ended, " + status);
        } else {
            membersGone();
        }
    }

    void membersGone() {
        run.ending().ifPresent(this::end);
    }

    private void end(Ending ending) {
        bounce.disarm();
        endedOnce = true;
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
        long bounced = run.id();
        bounce.arm(spec, run, () -> {
            if (isCurrent(bounced)) {
                fire(JobEvent.CYCLE, "bounced at the age of " + Durations.text(run.age(environment.scheduler())));
            }
        });
    }

    // ---- operators

    /** What an operator switched off is not switched on by a change of the definition. */
    void disabledByOperator(boolean disabled) {
        disabledByOperator = disabled;
    }

    /** Sends a signal to the main process; says whether there was one. */
    boolean signal(Signal signal) {
        if (!run.isAlive()) {
            return false;
        }
        run.signal(signal, StopRule.Scope.PROCESS);
        return true;
    }

    void note(String message) {
        happened(Kind.NOTICE, message);
    }

    // ---- telling

    private void happened(Kind kind, String message) {
        report.refresh(situation, run, delay);
        environment.supervisor().happened(this, kind, message);
    }

    private void settle() {
        report.refresh(situation, run, delay);
        environment.supervisor().settled(this, report.untoldChange(), why);
    }
}
