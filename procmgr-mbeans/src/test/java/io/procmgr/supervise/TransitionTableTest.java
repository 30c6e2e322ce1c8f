package io.procmgr.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.Situation.Cause;
import io.procmgr.supervise.Situation.Deadline;
import io.procmgr.supervise.Situation.LaunchPhase;
import io.procmgr.supervise.Situation.ProcessPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");

    /** One test per cell: the document says what the code does. */
    @TestFactory
    Stream<DynamicTest> everyCellIsAsTheDocumentSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> lines = Files.readAllLines(DOCUMENT);
        String head = lines.stream()
                .filter(line -> line.startsWith("| event \\ state"))
                .findFirst()
                .orElseThrow();
        List<JobState> states =
                cells(head).stream().skip(1).map(JobState::valueOf).toList();
        for (JobEvent event : JobEvent.values()) {
            List<String> row = lines.stream()
                    .filter(line -> line.startsWith("| ")
                            && List.of(cells(line).get(0).split(", ")).contains(event.name()))
                    .map(TransitionTableTest::cells)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(event + " is not in the document"));
            for (int i = 0; i < states.size(); i++) {
                JobState state = states.get(i);
                String text = row.get(i + 1);
                tests.add(DynamicTest.dynamicTest(
                        event + " in " + state,
                        () -> assertThat(Transitions.cell(event, state).text()).isEqualTo(text)));
            }
        }
        assertThat(tests).hasSize(JobEvent.values().length * JobState.values().length);
        return tests.stream();
    }

    /** One test per way a cell works out: from a situation, by an event, to a state with these effects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // goal | state | launch | process | event | next state | next goal | cause | effects
                "DOWN | STOPPED   | NONE      | NONE      | START       | WAITING   | UP   | OWN     | ASK",
                "UP   | BACKOFF   | NONE      | NONE      | START       | WAITING   | UP   | OWN     | ASK",
                "UP   | COMPLETED | NONE      | NONE      | START       | WAITING   | UP   | OWN     | ASK",
                "UP   | FAILED    | NONE      | NONE      | START       | WAITING   | UP   | OWN     | RESET_ATTEMPTS ASK",
                "DOWN | STOPPING  | NONE      | MAIN      | START       | STOPPING  | UP   | CYCLE   |",
                "DOWN | KILLING   | NONE      | MAIN      | START       | KILLING   | UP   | CYCLE   |",
                "UP   | WAITING   | NONE      | NONE      | STOP        | STOPPED   | DOWN | OWN     |",
                "UP   | STARTING  | QUEUED    | NONE      | STOP        | STOPPED   | DOWN | OWN     |",
                "UP   | STARTING  | IN_FLIGHT | NONE      | STOP        | STOPPING  | DOWN | OWN     |",
                "UP   | STARTING  | NONE      | MAIN      | STOP        | STOPPING  | DOWN | OWN     | TERMINATE ARM",
                "UP   | RUNNING   | NONE      | MAIN      | STOP        | STOPPING  | DOWN | OWN     | TERMINATE ARM",
                "UP   | BACKOFF   | NONE      | NONE      | STOP        | STOPPED   | DOWN | OWN     |",
                "UP   | RUNNING   | NONE      | MAIN      | DISABLE     | STOPPING  | OFF  | OWN     | TERMINATE ARM",
                "UP   | FAILED    | NONE      | NONE      | DISABLE     | DISABLED  | OFF  | OWN     |",
                "UP   | COMPLETED | NONE      | NONE      | REMOVE      | STOPPED   | GONE | OWN     | FORGET",
                "OFF  | DISABLED  | NONE      | NONE      | REMOVE      | STOPPED   | GONE | OWN     | FORGET",
                "OFF  | DISABLED  | NONE      | NONE      | ENABLE      | WAITING   | UP   | OWN     | ASK",
                "OFF  | STOPPING  | NONE      | MAIN      | ENABLE      | STOPPING  | UP   | CYCLE   |",
                "GONE | STOPPING  | NONE      | MAIN      | PUT_BACK    | STOPPING  | UP   | CYCLE   |",
                "UP   | STARTING  | QUEUED    | NONE      | CYCLE       | STARTING  | UP   | OWN     |",
                "UP   | STARTING  | IN_FLIGHT | NONE      | CYCLE       | STOPPING  | UP   | CYCLE   |",
                "UP   | RUNNING   | NONE      | MAIN      | CYCLE       | STOPPING  | UP   | CYCLE   | TERMINATE ARM",
                "UP   | STARTING  | QUEUED    | NONE      | REDEFINED   | WAITING   | UP   | OWN     | ASK",
                "UP   | WAITING   | NONE      | NONE      | REDEFINED   | WAITING   | UP   | OWN     | ASK",
                "UP   | RUNNING   | NONE      | MAIN      | REDEFINED   | STOPPING  | UP   | CYCLE   | TERMINATE ARM",
                "UP   | COMPLETED | NONE      | NONE      | REDEFINED   | WAITING   | UP   | OWN     | RESET_ATTEMPTS ASK",
                "DOWN | STOPPED   | NONE      | NONE      | REDEFINED   | STOPPED   | DOWN | OWN     |",
                "UP   | RUNNING   | NONE      | MAIN      | HEALTH      | STOPPING  | UP   | FAILURE | TERMINATE ARM",
                "UP   | STARTING  | QUEUED    | NONE      | KILL        | STOPPED   | DOWN | OWN     |",
                "UP   | STARTING  | IN_FLIGHT | NONE      | KILL        | KILLING   | DOWN | OWN     |",
                "UP   | RUNNING   | NONE      | MAIN      | KILL        | KILLING   | DOWN | OWN     | KILL ARM",
                "DOWN | STOPPING  | NONE      | MAIN      | KILL        | KILLING   | DOWN | OWN     | KILL ARM",
                "UP   | FAILED    | NONE      | NONE      | RESET       | STOPPED   | DOWN | OWN     |",
                "UP   | BACKOFF   | NONE      | NONE      | RESET       | BACKOFF   | UP   | OWN     | RESET_ATTEMPTS",
                "UP   | WAITING   | NONE      | NONE      | GATE_OPEN   | STARTING  | UP   | OWN     | LAUNCH",
                "UP   | STARTING  | IN_FLIGHT | NONE      | LAUNCHED    | STARTING  | UP   | OWN     | ARM",
                "DOWN | STOPPING  | IN_FLIGHT | NONE      | LAUNCHED    | STOPPING  | DOWN | OWN     | TERMINATE ARM",
                "DOWN | KILLING   | IN_FLIGHT | NONE      | LAUNCHED    | KILLING   | DOWN | OWN     | KILL ARM",
                "UP   | WAITING   | NONE      | NONE      | ADOPTED     | STARTING  | UP   | OWN     | ARM",
                "DOWN | STOPPED   | NONE      | NONE      | ADOPTED     | STOPPING  | DOWN | OWN     | TERMINATE ARM",
                "OFF  | DISABLED  | NONE      | NONE      | ADOPTED     | STOPPING  | OFF  | OWN     | TERMINATE ARM",
                "UP   | STARTING  | NONE      | MAIN      | READY       | RUNNING   | UP   | OWN     | ARM",
                "UP   | RUNNING   | NONE      | MAIN      | LEFTOVERS   | STOPPING  | UP   | OWN     | SWEEP ARM",
                "DOWN | STOPPING  | NONE      | MAIN      | LEFTOVERS   | STOPPING  | DOWN | OWN     | SWEEP",
                "UP   | RUNNING   | NONE      | MAIN      | EXIT_RETRY  | BACKOFF   | UP   | OWN     | ARM",
                "UP   | RUNNING   | NONE      | MAIN      | EXIT_DONE   | COMPLETED | UP   | OWN     |",
                "UP   | RUNNING   | NONE      | MAIN      | EXIT_FATAL  | FAILED    | UP   | OWN     |",
                "DOWN | STOPPING  | NONE      | MAIN      | EXIT_HALTED | STOPPED   | DOWN | OWN     |",
                "OFF  | STOPPING  | NONE      | MAIN      | EXIT_HALTED | DISABLED  | OFF  | OWN     |",
                "GONE | STOPPING  | NONE      | MAIN      | EXIT_HALTED | STOPPED   | GONE | OWN     | FORGET",
                "UP   | STARTING  | NONE      | MAIN      | TIMEOUT     | STOPPING  | UP   | FAILURE | TERMINATE ARM",
                "UP   | RUNNING   | NONE      | MAIN      | TIMEOUT     | RUNNING   | UP   | OWN     | RESET_ATTEMPTS",
                "DOWN | STOPPING  | NONE      | MAIN      | TIMEOUT     | KILLING   | DOWN | OWN     | KILL ARM",
                "DOWN | KILLING   | NONE      | MAIN      | TIMEOUT     | KILLING   | DOWN | OWN     | STUCK KILL ARM",
                "UP   | BACKOFF   | NONE      | NONE      | TIMEOUT     | WAITING   | UP   | OWN     | ASK",
            })
    void aStepGoesWhereTheTableSaysAndDoesWhatItSays(
            Goal goal,
            JobState state,
            LaunchPhase launch,
            ProcessPhase process,
            JobEvent event,
            JobState nextState,
            Goal nextGoal,
            Cause nextCause,
            String effects) {
        boolean asking = state == JobState.WAITING;
        Situation before = new Situation(goal, state, launch, process, Deadline.NONE, asking, Cause.OWN);
        Step step = Transitions.step(before, event, Goal.UP);
        assertThat(step.outcome()).isEqualTo(Step.Outcome.TAKEN);
        assertThat(step.next().state()).isEqualTo(nextState);
        assertThat(step.next().goal()).isEqualTo(nextGoal);
        assertThat(step.next().cause()).isEqualTo(nextCause);
        assertThat(step.effects())
                .extracting(Effect::name)
                .containsExactly(effects == null ? new String[0] : effects.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "OFF, DISABLED, START",
        "OFF, DISABLED, CYCLE",
        "OFF, STOPPING, START",
        "OFF, STOPPING, CYCLE",
        "GONE, STOPPING, START",
        "GONE, KILLING, CYCLE"
    })
    void aRefusedCommandChangesNothing(Goal goal, JobState state, JobEvent event) {
        Situation before =
                new Situation(goal, state, LaunchPhase.NONE, ProcessPhase.NONE, Deadline.NONE, false, Cause.OWN);
        Step step = Transitions.step(before, event, Goal.UP);
        assertThat(step.outcome()).isEqualTo(Step.Outcome.REFUSED);
        assertThat(step.next()).isEqualTo(before);
        assertThat(step.effects()).isEmpty();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
