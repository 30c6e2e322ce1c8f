package io.procmgr.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.BackoffRule;
import io.procmgr.job.RestartRule;
import io.procmgr.job.RestartRule.Policy;
import io.procmgr.supervise.Situation.Cause;
import io.procmgr.supervise.Situation.Deadline;
import io.procmgr.supervise.Situation.LaunchPhase;
import io.procmgr.supervise.Situation.ProcessPhase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks the life of one job exhaustively over the real table and the real judge: every goal, state, launch, process,
 * deadline, cause and rule, with every stimulus in every configuration that can be reached.
 */
class TransitionWalkTest {
    private static final Set<JobState> AT_REST =
            Set.of(JobState.DISABLED, JobState.STOPPED, JobState.COMPLETED, JobState.FAILED);
    private static final List<JobEvent> COMMANDS = List.of(
            JobEvent.START,
            JobEvent.STOP,
            JobEvent.DISABLE,
            JobEvent.ENABLE,
            JobEvent.REMOVE,
            JobEvent.PUT_BACK,
            JobEvent.CYCLE,
            JobEvent.REDEFINED,
            JobEvent.HEALTH,
            JobEvent.KILL,
            JobEvent.RESET);

    /** A situation, and the exit code that the ended main process left while members of its session live. */
    private record Place(Situation situation, Optional<Integer> pendingCode, boolean forgotten) {
        Place(Situation situation) {
            this(situation, Optional.empty(), false);
        }
    }

    private record Move(String label, Place to) {}

    private final Map<Place, String> came = new LinkedHashMap<>();

    @ParameterizedTest
    @EnumSource(Policy.class)
    void everyConfigurationIsSoundAndLeavesByItself(Policy policy) {
        int walked = 0;
        for (Goal defined : List.of(Goal.UP, Goal.DOWN)) {
            walked += walk(policy, defined);
        }
        assertThat(walked).as("configurations reached under rule %s", policy).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void stopAlwaysReachesRest(Policy policy) {
        for (Goal defined : List.of(Goal.UP, Goal.DOWN)) {
            walk(policy, defined);
            for (Place place : List.copyOf(came.keySet())) {
                if (place.situation().goal() != Goal.UP) {
                    assertThat(reachesRestAlone(place, policy, defined))
                            .as("rest from %s, reached by %s", place, came.get(place))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyCellOfTheTableIsReachedOrImpossible() {
        List<String> reached = new ArrayList<>();
        for (Policy policy : Policy.values()) {
            for (Goal defined : List.of(Goal.UP, Goal.DOWN)) {
                walk(policy, defined);
                for (Place place : came.keySet()) {
                    events(place, policy)
                            .forEach(event -> reached.add(
                                    event + " in " + place.situation().state()));
                }
            }
        }
        Set<String> seen = Set.copyOf(reached);
        for (JobEvent event : JobEvent.values()) {
            for (JobState state : JobState.values()) {
                boolean impossible = Transitions.cell(event, state) == Cell.IMPOSSIBLE;
                if (!impossible && !isRuledOut(event, state)) {
                    assertThat(seen).contains(event + " in " + state);
                }
            }
        }
    }

    /** Cells for what is dropped before it comes to the table, or what the goal rules out; there the table is whole. */
    private static boolean isRuledOut(JobEvent event, JobState state) {
        return event == JobEvent.GATE_OPEN && state != JobState.WAITING
                || event == JobEvent.EXIT_HALTED && (state == JobState.STARTING || state == JobState.RUNNING);
    }

    private int walk(Policy policy, Goal defined) {
        came.clear();
        Deque<Place> open = new ArrayDeque<>();
        for (Place start : beginnings()) {
            came.put(start, "start");
            open.add(start);
        }
        while (!open.isEmpty()) {
            Place place = open.poll();
            if (place.forgotten()) {
                continue;
            }
            for (Move move : moves(place, policy, defined)) {
                String path = came.get(place) + " → " + move.label();
                assertSound(move.to(), path);
                if (came.putIfAbsent(move.to(), path) == null) {
                    open.add(move.to());
                }
            }
        }
        return came.size();
    }

    private static List<Place> beginnings() {
        Situation waiting = Situation.initial(Goal.DOWN).withGoal(Goal.UP).asked();
        Situation up = Situation.initial(Goal.DOWN).withGoal(Goal.UP);
        Situation live = up.withProcess(ProcessPhase.MAIN);
        Situation stopping = live.withState(JobState.STOPPING).withDeadline(Deadline.STOP);
        List<Situation> adopted = Stream.of(up, Situation.initial(Goal.DOWN), Situation.initial(Goal.OFF), waiting)
                .map(before ->
                        Transitions.step(before, JobEvent.ADOPTED, Goal.UP).next())
                .toList();
        return Stream.concat(
                        adopted.stream(),
                        Stream.of(
                                waiting,
                                Situation.initial(Goal.DOWN),
                                Situation.initial(Goal.OFF),
                                live.withState(JobState.RUNNING).withDeadline(Deadline.STABLE),
                                live.withState(JobState.STARTING).withDeadline(Deadline.START),
                                stopping.withGoal(Goal.DOWN),
                                stopping.withGoal(Goal.OFF)))
                .map(Place::new)
                .toList();
    }

    private List<Move> moves(Place place, Policy policy, Goal defined) {
        List<Move> moves = new ArrayList<>();
        Situation now = place.situation();
        for (JobEvent command : COMMANDS) {
            if (command != JobEvent.PUT_BACK || now.goal() == Goal.GONE) {
                moves.add(move(place, now, command.name(), command, defined));
            }
        }
        if (now.launch() == LaunchPhase.QUEUED) {
            moves.add(new Move("spawner takes it", new Place(now.withLaunch(LaunchPhase.IN_FLIGHT))));
        }
        moves.addAll(worldMoves(place, policy, defined));
        return moves;
    }

    private List<Move> worldMoves(Place place, Policy policy, Goal defined) {
        List<Move> moves = new ArrayList<>();
        Situation now = place.situation();
        if (now.asking()) {
            moves.add(move(place, now, "gates open", JobEvent.GATE_OPEN, defined));
        }
        if (now.launch() == LaunchPhase.IN_FLIGHT) {
            moves.add(move(place, now, "launched", JobEvent.LAUNCHED, defined));
            Cause cause = now.cause() == Cause.OWN ? Cause.FAILURE : now.cause();
            verdicts(now.withCause(cause), Ending.notLaunched(), policy)
                    .forEach(event -> moves.add(move(place, now.withCause(cause), "launch failed", event, defined)));
        }
        if (now.process() == ProcessPhase.MAIN) {
            moves.add(move(place, now, "ready", JobEvent.READY, defined));
            for (int code : List.of(0, 1, 33)) {
                Ending ending = Ending.of(ExitStatus.exited(code), Duration.ofSeconds(1));
                verdicts(now, ending, policy)
                        .forEach(event -> moves.add(move(place, now, "exit " + code, event, defined)));
                Move left = move(place, now, "exit " + code + ", members live", JobEvent.LEFTOVERS, defined);
                moves.add(new Move(
                        left.label(),
                        new Place(
                                left.to().situation(),
                                Optional.of(code),
                                left.to().forgotten())));
            }
        }
        if (now.process() == ProcessPhase.LEFTOVERS) {
            Ending ending = Ending.of(ExitStatus.exited(place.pendingCode().orElseThrow()), Duration.ofSeconds(1));
            verdicts(now, ending, policy).forEach(event -> moves.add(move(place, now, "members gone", event, defined)));
        }
        if (now.deadline() != Deadline.NONE) {
            JobEvent due = now.deadline() == Deadline.START ? JobEvent.READY : JobEvent.TIMEOUT;
            moves.add(move(place, now, "deadline " + now.deadline(), due, defined));
            moves.add(move(place, now, "deadline " + now.deadline() + " fails", JobEvent.TIMEOUT, defined));
        }
        return moves;
    }

    private static Move move(Place from, Situation before, String label, JobEvent event, Goal defined) {
        Step step = Transitions.step(before, event, defined);
        assertThat(step.outcome()).as("%s in %s", event, from).isNotEqualTo(Step.Outcome.IMPOSSIBLE);
        assertThat(step.outcome() != Step.Outcome.REFUSED || step.next().equals(before))
                .as("a refused command changes nothing: %s in %s", event, from)
                .isTrue();
        Situation next = step.next();
        Optional<Integer> code = next.process() == ProcessPhase.LEFTOVERS ? from.pendingCode() : Optional.empty();
        return new Move(label, new Place(next, code, step.effects().contains(Effect.FORGET)));
    }

    /** What the judge may say, with failures left and with none. */
    private static List<JobEvent> verdicts(Situation now, Ending ending, Policy policy) {
        return Stream.of(false, true)
                .map(spent -> RestartJudge.judge(now.goal(), now.cause(), ending, rule(policy), spent)
                        .event())
                .distinct()
                .toList();
    }

    private static RestartRule rule(Policy policy) {
        return new RestartRule(
                policy, Set.of(33), Set.of(0), BackoffRule.PROCMGR, OptionalInt.of(3), Duration.ofMinutes(10));
    }

    private List<JobEvent> events(Place place, Policy policy) {
        List<JobEvent> events = new ArrayList<>(COMMANDS);
        Situation now = place.situation();
        if (now.goal() != Goal.GONE) {
            events.remove(JobEvent.PUT_BACK);
        }
        if (now.process() == ProcessPhase.NONE && now.launch() == LaunchPhase.NONE) {
            events.add(JobEvent.ADOPTED);
        }
        if (now.asking()) {
            events.add(JobEvent.GATE_OPEN);
        }
        if (now.launch() == LaunchPhase.IN_FLIGHT) {
            events.add(JobEvent.LAUNCHED);
            events.addAll(verdicts(now.withCause(Cause.FAILURE), Ending.notLaunched(), policy));
        }
        if (now.process() != ProcessPhase.NONE) {
            events.add(JobEvent.READY);
            events.add(JobEvent.LEFTOVERS);
            for (int code : List.of(0, 1, 33)) {
                events.addAll(verdicts(now, Ending.of(ExitStatus.exited(code), Duration.ofSeconds(1)), policy));
            }
        }
        if (now.deadline() != Deadline.NONE) {
            events.add(JobEvent.TIMEOUT);
        }
        return events;
    }

    private static void assertSound(Place place, String path) {
        Situation now = place.situation();
        boolean process = now.process() != ProcessPhase.NONE;
        boolean launch = now.launch() != LaunchPhase.NONE;
        assertThat(AT_REST.contains(now.state()) && (process || launch))
                .as("at rest with a process or a launch: %s by %s", now, path)
                .isFalse();
        assertThat(now.state() == JobState.WAITING)
                .as("waiting and asking go together: %s by %s", now, path)
                .isEqualTo(now.asking());
        assertThat(now.state() == JobState.BACKOFF)
                .as("a back-off has a timer: %s by %s", now, path)
                .isEqualTo(now.deadline() == Deadline.DELAY);
        if (Set.of(JobState.STARTING, JobState.STOPPING, JobState.KILLING).contains(now.state())) {
            assertThat(process ^ launch)
                    .as("one of launch and process: %s by %s", now, path)
                    .isTrue();
            assertThat(!process || now.deadline() != Deadline.NONE)
                    .as("live without a deadline: %s by %s", now, path)
                    .isTrue();
        }
        assertThat(now.state() != JobState.RUNNING || now.process() == ProcessPhase.MAIN)
                .as("running without a process: %s by %s", now, path)
                .isTrue();
        assertThat(now.goal() != Goal.UP
                        && Set.of(JobState.WAITING, JobState.BACKOFF, JobState.STARTING, JobState.RUNNING)
                                .contains(now.state()))
                .as("goes up against its goal: %s by %s", now, path)
                .isFalse();
        assertThat(now.state() != JobState.DISABLED || now.goal() == Goal.OFF)
                .as("disabled against its goal: %s by %s", now, path)
                .isTrue();
    }

    /** Whether there is a way to rest on which no command is given. */
    private boolean reachesRestAlone(Place from, Policy policy, Goal defined) {
        Set<Place> seen = new HashSet<>(Set.of(from));
        Deque<Place> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Place place = open.poll();
            if (AT_REST.contains(place.situation().state())) {
                return true;
            }
            if (place.situation().launch() == LaunchPhase.QUEUED) {
                open.add(new Place(place.situation().withLaunch(LaunchPhase.IN_FLIGHT)));
            }
            worldMoves(place, policy, defined).stream()
                    .map(Move::to)
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return false;
    }
}
