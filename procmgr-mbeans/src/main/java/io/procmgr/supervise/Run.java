package io.procmgr.supervise;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import java.time.Duration;
import java.util.Optional;

/**
 * One launch of a job and the process that came of it.
 *
 * @param id grows by one with each launch; 0 for none
 * @param stopRule how it is ended: that of the definition it was started with
 * @param launch the request, until it is fulfilled
 * @param process once launched or adopted
 * @param adopted whether an earlier supervisor, or nobody, launched it
 * @param launchedNanos monotonic time of its launch
 * @param ending once its main process has ended
 */
record Run(
        long id,
        StopRule stopRule,
        Launch launch,
        Optional<RunningProcess> process,
        boolean adopted,
        long launchedNanos,
        Optional<Ending> ending) {
    private static final StopRule NO_STOP = new StopRule(Signal.TERM, Duration.ZERO, StopRule.Scope.SESSION);

    /** Before the first launch. */
    static final Run NONE = new Run(0, NO_STOP);

    Run(long id, StopRule stopRule) {
        this(id, stopRule, Withdrawn.LAUNCH, Optional.empty(), false, 0, Optional.empty());
    }

    /** Stands for a launch that does not exist, or is over. */
    private enum Withdrawn implements Launch {
        LAUNCH;

        @Override
        public boolean withdraw() {
            return false;
        }

        @Override
        public boolean isQueued() {
            return false;
        }
    }

    Run launching(Launch requested) {
        return new Run(id, stopRule, requested, process, adopted, launchedNanos, ending);
    }

    /** The request has been fulfilled and is kept no longer: it holds all that the process was made of. */
    Run launched(RunningProcess made, long nanos) {
        return new Run(id, stopRule, Withdrawn.LAUNCH, Optional.of(made), false, nanos, ending);
    }

    /** A living process was taken over; it was launched at that monotonic time, which may be negative. */
    Run adopted(RunningProcess living, long nanos) {
        return new Run(id, stopRule, Withdrawn.LAUNCH, Optional.of(living), true, nanos, ending);
    }

    Run ended(Ending how) {
        return new Run(id, stopRule, launch, process, adopted, launchedNanos, Optional.of(how));
    }

    Run stoppedBy(StopRule rule) {
        return new Run(id, rule, launch, process, adopted, launchedNanos, ending);
    }

    /** Whether its main process lives. */
    boolean isAlive() {
        return process.isPresent() && ending.isEmpty();
    }

    /** The pid of its main process, or −1. */
    long pid() {
        return process.map(RunningProcess::pid).orElse(-1L);
    }

    /** How long ago it was launched. */
    Duration age(Scheduler scheduler) {
        return process.isPresent() ? Duration.ofNanos(scheduler.nanoTime() - launchedNanos) : Duration.ZERO;
    }

    /** Signals whom the stop rule says. */
    void signal(Signal signal) {
        signal(signal, stopRule.scope());
    }

    void signal(Signal signal, StopRule.Scope scope) {
        process.ifPresent(made -> made.signal(signal, scope));
    }
}
