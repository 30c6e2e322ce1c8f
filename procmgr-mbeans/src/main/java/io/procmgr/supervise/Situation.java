package io.procmgr.supervise;

import java.util.Objects;

/**
 * All of a job that the transition table looks at. Immutable and small, so that a test can walk every one of them.
 *
 * @param goal what is wanted
 * @param state what is
 * @param launch how far a requested launch has come
 * @param process what of a process there is
 * @param deadline which state deadline is armed
 * @param asking the gates were asked and have not all opened
 * @param cause what the end of the process will be put down to
 */
record Situation(
        Goal goal,
        JobState state,
        LaunchPhase launch,
        ProcessPhase process,
        Deadline deadline,
        boolean asking,
        Cause cause) {
    /** How far a requested launch has come. */
    enum LaunchPhase {
        NONE,
        /** May still be withdrawn. */
        QUEUED,
        /** A spawner is at it: LAUNCHED or an exit will follow. */
        IN_FLIGHT
    }

    /** What of a process there is. */
    enum ProcessPhase {
        NONE,
        /** The main process lives. */
        MAIN,
        /** The main process has ended, members of its session live. */
        LEFTOVERS
    }

    /** The one deadline of a state. */
    enum Deadline {
        NONE,
        /** Until the process passes its start. */
        START,
        /** Until a running process counts as stable. */
        STABLE,
        /** Until a process that was asked to end is killed. */
        STOP,
        /** Until a killed process that still lives is killed again. */
        KILL,
        /** Until the next start. */
        DELAY
    }

    /** What the end of the process will be put down to. */
    enum Cause {
        /** The process itself. */
        OWN,
        /** We ended it to start it anew. */
        CYCLE,
        /** It did not come up, or its health failed. */
        FAILURE
    }

    Situation {
        Objects.requireNonNull(goal, "goal");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(launch, "launch");
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(cause, "cause");
    }

    /** A new job, at rest. */
    static Situation initial(Goal goal) {
        JobState state = goal == Goal.OFF ? JobState.DISABLED : JobState.STOPPED;
        return new Situation(
                goal == Goal.UP ? Goal.DOWN : goal,
                state,
                LaunchPhase.NONE,
                ProcessPhase.NONE,
                Deadline.NONE,
                false,
                Cause.OWN);
    }

    /** Whether what is wanted, what is, or what the end will be put down to is another. */
    boolean differs(Situation before) {
        return goal != before.goal || state != before.state || cause != before.cause;
    }

    /** Nothing is under way, in a state that an earlier supervisor left. */
    static Situation left(Goal goal, JobState state) {
        return initial(Goal.DOWN).withGoal(goal).withState(state);
    }

    Situation withGoal(Goal next) {
        return new Situation(next, state, launch, process, deadline, asking, cause);
    }

    Situation withLaunch(LaunchPhase next) {
        return new Situation(goal, state, next, process, deadline, asking, cause);
    }

    Situation withProcess(ProcessPhase next) {
        return new Situation(goal, state, launch, next, deadline, asking, cause);
    }

    Situation withCause(Cause next) {
        return new Situation(goal, state, launch, process, deadline, asking, next);
    }

    Situation withDeadline(Deadline next) {
        return new Situation(goal, state, launch, process, next, asking, cause);
    }

    Situation withState(JobState next) {
        return new Situation(goal, next, launch, process, deadline, asking, cause);
    }

    /** Nothing is under way. */
    Situation still(JobState next) {
        return new Situation(goal, next, LaunchPhase.NONE, ProcessPhase.NONE, Deadline.NONE, false, Cause.OWN);
    }

    /** The gates are asked. */
    Situation asked() {
        return new Situation(
                goal, JobState.WAITING, LaunchPhase.NONE, ProcessPhase.NONE, Deadline.NONE, true, Cause.OWN);
    }
}
