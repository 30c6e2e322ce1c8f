package io.procmgr.supervise;

import io.procmgr.job.JobSpec;
import java.time.Duration;
import java.util.Optional;

/** The ticker of {@code bounce-every}: ends a run at a given age. It ends with its run. */
final class Bounce {
    private final Scheduler scheduler;
    private Optional<Scheduler.Timer> timer = Optional.empty();

    Bounce(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Sets the ticker of a living run anew, as its definition now says. */
    void arm(JobSpec spec, Run run, Runnable due) {
        disarm();
        if (run.isAlive()) {
            timer = spec.start().bounceEvery().map(every -> {
                Duration left = every.minus(run.age(scheduler));
                return scheduler.schedule(left.isNegative() ? Duration.ZERO : left, due);
            });
        }
    }

    void disarm() {
        timer.ifPresent(Scheduler.Timer::cancel);
        timer = Optional.empty();
    }
}
