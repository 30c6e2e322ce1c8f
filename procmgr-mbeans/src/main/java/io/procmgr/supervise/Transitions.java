package io.procmgr.supervise;

import static io.procmgr.supervise.Cell.*;

import io.procmgr.supervise.Situation.Cause;
import io.procmgr.supervise.Situation.Deadline;
import io.procmgr.supervise.Situation.LaunchPhase;
import io.procmgr.supervise.Situation.ProcessPhase;
import java.util.List;

/**
 * The transition table: what each event means in each state. Pure: no clock, no thread, no process. The table in
 * {@code docs/architecture.md} is compared with {@link #cell} by a test, and another walks every situation that
 * {@link #step} can reach.
 */
final class Transitions {
    private Transitions() {}

    /** The table itself. */
    static Cell cell(JobEvent event, JobState state) {
        return switch (event) {
            case START ->
                switch (state) {
                    case DISABLED -> REFUSED;
                    case STOPPED, BACKOFF, COMPLETED -> ASKS;
                    case FAILED -> RESETS_AND_ASKS;
                    case WAITING, STARTING, RUNNING -> NOTHING;
                    case STOPPING, KILLING -> RETRIES;
                };
            case STOP, DISABLE, REMOVE ->
                switch (state) {
                    case DISABLED, STOPPED, WAITING, BACKOFF, COMPLETED, FAILED -> RESTS;
                    case STARTING -> WITHDRAWS_OR_TERMINATES;
                    case RUNNING -> TERMINATES;
                    case STOPPING, KILLING -> NOTHING;
                };
            case ENABLE ->
                switch (state) {
                    case DISABLED -> ASKS_OR_STOPS;
                    case STOPPING, KILLING -> RETRIES;
                    case STOPPED, WAITING, STARTING, RUNNING, BACKOFF, COMPLETED, FAILED -> NOTHING;
                };
            case PUT_BACK ->
                switch (state) {
                    case STOPPING, KILLING -> RETRIES;
                    case DISABLED, STOPPED, WAITING, STARTING, RUNNING, BACKOFF, COMPLETED, FAILED -> IMPOSSIBLE;
                };
            case CYCLE ->
                switch (state) {
                    case DISABLED -> REFUSED;
                    case STARTING -> CYCLES_UNLESS_QUEUED;
                    case RUNNING -> CYCLES;
                    case STOPPED, WAITING, STOPPING, KILLING, BACKOFF, COMPLETED, FAILED -> NOTHING;
                };
            case REDEFINED ->
                switch (state) {
                    case DISABLED, STOPPED -> NOTHING;
                    case WAITING -> ASKS;
                    case STARTING -> WITHDRAWS_AND_ASKS_OR_CYCLES;
                    case RUNNING -> CYCLES;
                    case STOPPING, KILLING -> RETRIES;
                    case BACKOFF, COMPLETED, FAILED -> RESETS_AND_ASKS;
                };
            case HEALTH ->
                switch (state) {
                    case RUNNING -> FAILS;
                    case DISABLED, STOPPED, WAITING, STARTING, STOPPING, KILLING, BACKOFF, COMPLETED, FAILED -> NOTHING;
                };
            case KILL ->
                switch (state) {
                    case DISABLED, STOPPED -> NOTHING;
                    case WAITING, BACKOFF, COMPLETED, FAILED -> RESTS;
                    case STARTING -> WITHDRAWS_OR_KILLS;
                    case RUNNING, STOPPING, KILLING -> KILLS;
                };
            case RESET ->
                switch (state) {
                    case WAITING, STARTING, RUNNING, BACKOFF -> RESETS;
                    case FAILED -> STOPS;
                    case DISABLED, STOPPED, STOPPING, KILLING, COMPLETED -> NOTHING;
                };
            case GATE_OPEN ->
                switch (state) {
                    case WAITING -> LAUNCHES;
                    case DISABLED, STOPPED, STARTING, RUNNING, STOPPING, KILLING, BACKOFF, COMPLETED, FAILED -> NOTHING;
                };
            case LAUNCHED ->
                switch (state) {
                    case STARTING -> BEGINS;
                    case STOPPING -> TERMINATES;
                    case KILLING -> KILLS;
                    case DISABLED, STOPPED, WAITING, RUNNING, BACKOFF, COMPLETED, FAILED -> IMPOSSIBLE;
                };
            case ADOPTED ->
                switch (state) {
                    case DISABLED, STOPPED, WAITING -> ADOPTS;
                    case STARTING, RUNNING, STOPPING, KILLING, BACKOFF, COMPLETED, FAILED -> IMPOSSIBLE;
                };
            case READY ->
                switch (state) {
                    case STARTING -> RUNS;
                    case RUNNING, STOPPING, KILLING -> NOTHING;
                    case DISABLED, STOPPED, WAITING, BACKOFF, COMPLETED, FAILED -> IMPOSSIBLE;
                };
            case LEFTOVERS ->
                switch (state) {
                    case STARTING, RUNNING -> SWEEPS_AND_STOPS;
                    case STOPPING, KILLING -> SWEEPS;
                    case DISABLED, STOPPED, WAITING, BACKOFF, COMPLETED, FAILED -> IMPOSSIBLE;
                };
            case EXIT_RETRY, EXIT_DONE, EXIT_FATAL, EXIT_HALTED -> state.isLive() ? ended(event) : IMPOSSIBLE;
            case TIMEOUT ->
                switch (state) {
                    case STARTING -> FAILS;
                    case RUNNING -> STEADIES;
                    case STOPPING -> KILLS;
                    case KILLING -> KILLS_AGAIN;
                    case BACKOFF -> ASKS;
                    case DISABLED, STOPPED, WAITING, COMPLETED, FAILED -> IMPOSSIBLE;
                };
        };
    }

    private static Cell ended(JobEvent exit) {
        return switch (exit) {
            case EXIT_RETRY -> BACKS_OFF;
            case EXIT_DONE -> COMPLETES;
            case EXIT_FATAL -> GIVES_UP;
            default -> RESTS;
        };
    }

    /**
     * What an event makes of a situation.
     *
     * @param defined the goal that the definition gives a job that is enabled or put back
     */
    static Step step(Situation now, JobEvent event, Goal defined) {
        Goal goal = goalAfter(now.goal(), event, defined);
        boolean refused = cell(event, now.state()) == REFUSED
                || (event == JobEvent.START || event == JobEvent.CYCLE) && isShut(now.goal());
        if (refused) {
            return new Step(now, List.of(), Step.Outcome.REFUSED);
        }
        if (isIdle(now.goal(), event)) {
            return Step.to(now);
        }
        return apply(cell(event, now.state()), now.withGoal(goal), event);
    }

    /** A command sets the goal, then fires its event. */
    private static Goal goalAfter(Goal goal, JobEvent event, Goal defined) {
        return switch (event) {
            case START -> isShut(goal) ? goal : Goal.UP;
            case STOP -> isShut(goal) ? goal : Goal.DOWN;
            case DISABLE -> goal == Goal.GONE ? goal : Goal.OFF;
            case REMOVE -> Goal.GONE;
            case ENABLE -> goal == Goal.OFF ? defined : goal;
            case PUT_BACK -> goal == Goal.GONE ? defined : goal;
            case KILL -> goal == Goal.UP ? Goal.DOWN : goal;
            case CYCLE,
                    REDEFINED,
                    HEALTH,
                    RESET,
                    GATE_OPEN,
                    LAUNCHED,
                    ADOPTED,
                    READY,
                    LEFTOVERS,
                    EXIT_RETRY,
                    EXIT_DONE,
                    EXIT_FATAL,
                    EXIT_HALTED,
                    TIMEOUT -> goal;
        };
    }

    private static boolean isShut(Goal goal) {
        return goal == Goal.OFF || goal == Goal.GONE;
    }

    /** Events that mean nothing for a job with that goal, whatever its state. */
    private static boolean isIdle(Goal goal, JobEvent event) {
        return event == JobEvent.ENABLE && goal != Goal.OFF
                || event == JobEvent.PUT_BACK && goal != Goal.GONE
                || event == JobEvent.REDEFINED && isShut(goal);
    }

    private static Step apply(Cell cell, Situation s, JobEvent event) {
        boolean queued = s.launch() == LaunchPhase.QUEUED;
        return switch (cell) {
            case IMPOSSIBLE -> new Step(s, List.of(), Step.Outcome.IMPOSSIBLE);
            case REFUSED -> new Step(s, List.of(), Step.Outcome.REFUSED);
            case NOTHING -> Step.to(s);
            case RESTS -> rest(s);
            case ASKS -> Step.to(s.asked(), Effect.ASK);
            case RESETS_AND_ASKS -> Step.to(s.asked(), Effect.RESET_ATTEMPTS, Effect.ASK);
            case ASKS_OR_STOPS -> s.goal() == Goal.UP ? Step.to(s.asked(), Effect.ASK) : rest(s);
            case RETRIES -> Step.to(s.goal() == Goal.UP ? s.withCause(Cause.CYCLE) : s);
            case WITHDRAWS_OR_TERMINATES -> queued ? rest(s) : terminate(s);
            case WITHDRAWS_OR_KILLS -> queued ? rest(s) : kill(s);
            case WITHDRAWS_AND_ASKS_OR_CYCLES ->
                queued ? Step.to(s.asked(), Effect.ASK) : terminate(s.withCause(Cause.CYCLE));
            case CYCLES_UNLESS_QUEUED -> queued ? Step.to(s) : terminate(s.withCause(Cause.CYCLE));
            case CYCLES -> terminate(s.withCause(Cause.CYCLE));
            case FAILS -> terminate(s.withCause(Cause.FAILURE));
            case TERMINATES -> terminate(event == JobEvent.LAUNCHED ? launched(s) : s);
            case KILLS -> kill(event == JobEvent.LAUNCHED ? launched(s) : s);
            case KILLS_AGAIN -> Step.to(s.withDeadline(Deadline.KILL), Effect.STUCK, Effect.KILL, Effect.ARM);
            case RESETS -> Step.to(s, Effect.RESET_ATTEMPTS);
            case STOPS -> rest(s.withGoal(Goal.DOWN));
            case LAUNCHES -> Step.to(s.still(JobState.STARTING).withLaunch(LaunchPhase.QUEUED), Effect.LAUNCH);
            case BEGINS -> Step.to(launched(s).withDeadline(Deadline.START), Effect.ARM);
            case ADOPTS -> adopt(s);
            case RUNS -> Step.to(s.withState(JobState.RUNNING).withDeadline(Deadline.STABLE), Effect.ARM);
            case SWEEPS_AND_STOPS ->
                Step.to(
                        s.withProcess(ProcessPhase.LEFTOVERS)
                                .withState(JobState.STOPPING)
                                .withDeadline(Deadline.STOP),
                        Effect.SWEEP,
                        Effect.ARM);
            case SWEEPS -> Step.to(s.withProcess(ProcessPhase.LEFTOVERS), Effect.SWEEP);
            case BACKS_OFF -> Step.to(s.still(JobState.BACKOFF).withDeadline(Deadline.DELAY), Effect.ARM);
            case COMPLETES -> Step.to(s.still(JobState.COMPLETED));
            case GIVES_UP -> Step.to(s.still(JobState.FAILED));
            case STEADIES -> Step.to(s.withDeadline(Deadline.NONE), Effect.RESET_ATTEMPTS);
        };
    }

    private static Step rest(Situation s) {
        return switch (s.goal()) {
            case OFF -> Step.to(s.still(JobState.DISABLED));
            case GONE -> Step.to(s.still(JobState.STOPPED), Effect.FORGET);
            case UP, DOWN -> Step.to(s.still(JobState.STOPPED));
        };
    }

    private static Situation launched(Situation s) {
        return s.withLaunch(LaunchPhase.NONE).withProcess(ProcessPhase.MAIN);
    }

    /** With a launch in flight there is nobody to signal yet: LAUNCHED will do it. */
    private static Step terminate(Situation s) {
        Situation stopping = s.withState(JobState.STOPPING);
        return s.process() == ProcessPhase.NONE
                ? Step.to(stopping.withDeadline(Deadline.NONE))
                : Step.to(stopping.withDeadline(Deadline.STOP), Effect.TERMINATE, Effect.ARM);
    }

    private static Step kill(Situation s) {
        Situation killing = s.withState(JobState.KILLING);
        return s.process() == ProcessPhase.NONE
                ? Step.to(killing.withDeadline(Deadline.NONE))
                : Step.to(killing.withDeadline(Deadline.KILL), Effect.KILL, Effect.ARM);
    }

    private static Step adopt(Situation s) {
        Situation live =
                s.still(JobState.STARTING).withProcess(ProcessPhase.MAIN).withDeadline(Deadline.START);
        return s.goal() == Goal.UP ? Step.to(live, Effect.ARM) : terminate(live);
    }
}
