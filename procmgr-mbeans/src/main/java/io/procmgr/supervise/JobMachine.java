package io.procmgr.supervise;

import io.procmgr.supervise.Situation.Deadline;
import io.procmgr.supervise.Situation.LaunchPhase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brings one job from situation to situation, as the transition table says, and keeps its one deadline. What is to be done
 * about it is the job's. Confined to the event loop.
 */
final class JobMachine {
    private final SupervisedJob job;
    private final CurrentRun current;
    private final StateDeadline deadline;
    private final Deque<JobEvent> followUps = new ArrayDeque<>(3);
    private Situation situation;
    private Duration delay = Duration.ZERO;
    private String why = "";
    private boolean firing;

    JobMachine(SupervisedJob job, Goal goal, CurrentRun current, Scheduler scheduler) {
        this.job = job;
        this.current = current;
        this.situation = Situation.initial(goal);
        this.deadline = new StateDeadline(scheduler);
    }

    Situation situation() {
        return situation;
    }

    /** Why it is as it is, in words. */
    String why() {
        return why;
    }

    void because(String reason) {
        why = reason;
    }

    /** Until the next start, while in BACKOFF. */
    Duration delay() {
        return delay;
    }

    void delay(Duration untilStart) {
        delay = untilStart;
    }

    /** Puts right what an event does not: what an end will be put down to, what an earlier supervisor left. */
    void correct(Situation right) {
        situation = right;
    }

    /** Another event that belongs to this turn, told as one change with it. */
    void andThen(JobEvent event) {
        followUps.add(event);
    }

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
            job.turnOver();
        }
        return outcome;
    }

    private Step.Outcome take(JobEvent event) {
        Situation now = launchTaken(event);
        Step step = Transitions.step(now, event, goalOf(event));
        if (step.outcome() == Step.Outcome.IMPOSSIBLE) {
            job.note("fault in procmgr: " + event + " cannot come in " + now.state());
            return step.outcome();
        }
        situation = step.next();
        if (situation.deadline() == Deadline.NONE) {
            deadline.disarm();
        }
        step.effects().forEach(job::perform);
        return step.outcome();
    }

    /** An operator's enable counts for more than the definition's {@code enabled}, until the definition changes. */
    private Goal goalOf(JobEvent event) {
        return event == JobEvent.ENABLE ? Goal.ofEnabled(job.spec()) : Goal.ofDefined(job.spec());
    }

    /** A launch that is no longer queued, whether a spawner was quicker or always has been, is in flight. */
    private Situation launchTaken(JobEvent event) {
        return situation.launch() == LaunchPhase.NONE || current.wasQueuedAt(event)
                ? situation
                : situation.withLaunch(LaunchPhase.IN_FLIGHT);
    }

    /** Arms the deadline that the situation names. */
    void arm() {
        if (situation.deadline() == Deadline.NONE) {
            deadline.disarm();
            return;
        }
        Due due = Due.of(situation, job.spec(), current, delay);
        if (due.isNow()) {
            followUps.add(due.event());
        } else {
            deadline.arm(due.in(), () -> fire(due.event(), due.reason()));
        }
    }
}
