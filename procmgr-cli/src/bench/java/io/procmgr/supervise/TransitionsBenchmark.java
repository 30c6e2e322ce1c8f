package io.procmgr.supervise;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One step of the transition table, as the mean over a life with a crash. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransitionsBenchmark {
    private static final int STEPS = 12;

    private final List<JobEvent> life = List.of(
            JobEvent.START,
            JobEvent.GATE_OPEN,
            JobEvent.LAUNCHED,
            JobEvent.READY,
            JobEvent.EXIT_RETRY,
            JobEvent.TIMEOUT,
            JobEvent.GATE_OPEN,
            JobEvent.LAUNCHED,
            JobEvent.READY,
            JobEvent.TIMEOUT,
            JobEvent.STOP,
            JobEvent.EXIT_HALTED);

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Situation step() {
        Situation situation = Situation.initial(Goal.UP);
        for (JobEvent event : life) {
            Step step = Transitions.step(situation, event, Goal.UP);
            if (step.outcome() != Step.Outcome.TAKEN) {
                throw new IllegalStateException(event + " is " + step.outcome() + " in " + situation);
            }
            situation = step.next();
        }
        return situation;
    }
}
