package io.procmgr.supervise;

import io.procmgr.supervise.Situation.Cause;
import io.procmgr.supervise.Situation.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * Goes on with one job where the supervisor before this one left it: takes over its process, judges an end that nobody
 * saw, lets it rest or wait on. Runs on the event loop.
 */
final class Resumption {
    private static final String LEFT = "as the supervisor before left it";

    private final SupervisedJob job;
    private final JobRecord record;
    private final Scheduler scheduler;

    Resumption(SupervisedJob job, JobRecord record, Scheduler scheduler) {
        this.job = job;
        this.record = record;
        this.scheduler = scheduler;
    }

    /**
     * Takes over its process, if that lives; says whether it does.
     *
     * @param defined what its definition and the operator want of it; GONE if it is not defined any more
     */
    boolean adopts(Goal defined, ProcessIdentity process) {
        job.resume(record);
        if (!job.current().adopt(job, process)) {
            return false;
        }
        Goal goal = goal(defined);
        boolean asMade = job.keeper().isMadeOf(job.spec());
        job.turn().launched();
        job.report().adopted(job.current().age());
        if (asMade) {
            job.current().stoppedBy(job.spec().stop());
        }
        job.adopted(goal, record.run().filter(RunRecord::ready).isPresent());
        if (goal == Goal.UP && !asMade) {
            job.fire(JobEvent.REDEFINED, "its definition changed while no supervisor ran");
        } else if (goal == Goal.UP && wasEnded()) {
            job.fire(JobEvent.CYCLE, "it was being ended to start anew when the supervisor before ended");
        }
        return true;
    }

    /** Goes on without a process; says whether it has still to be started. */
    boolean goesOn(Goal defined) {
        job.resume(record);
        Goal goal = goal(defined);
        boolean asMade = job.keeper().isMadeOf(job.spec());
        Optional<RunRecord> run = record.run();
        if (run.isPresent() && run.get().process().isPresent()) {
            job.turn().launched();
            job.endedUnseen(goal, asMade && !wasEnded() ? Cause.OWN : Cause.CYCLE, ageOf(run.get()));
            return false;
        }
        return startsStill(goal, asMade);
    }

    /** With the goal to be up that means to be started anew. */
    private boolean wasEnded() {
        return record.state() == JobState.STOPPING || record.state() == JobState.KILLING;
    }

    private boolean startsStill(Goal goal, boolean asMade) {
        if (goal != Goal.UP || record.goal().isEmpty() || !asMade) {
            return goal == Goal.UP;
        }
        return switch (record.state()) {
            case COMPLETED, FAILED -> {
                job.place(Situation.left(goal, record.state()), Duration.ZERO, LEFT);
                yield false;
            }
            case BACKOFF -> {
                Situation waiting = Situation.left(goal, JobState.BACKOFF).withDeadline(Deadline.DELAY);
                job.place(waiting, untilNextStart(), LEFT);
                yield false;
            }
            case DISABLED, STOPPED, WAITING, STARTING, RUNNING, STOPPING, KILLING -> true;
        };
    }

    private Duration untilNextStart() {
        return Duration.ofMillis(Math.max(1, record.nextStartMillis() - scheduler.currentTimeMillis()));
    }

    /** What was wanted of it last, if it was shut off by nobody then and is not now. */
    private Goal goal(Goal defined) {
        Goal before = record.goal().orElse(defined);
        boolean open = defined == Goal.UP || defined == Goal.DOWN;
        return open && (before == Goal.UP || before == Goal.DOWN) ? before : defined;
    }

    /** By the wall clock: a process that has ended has no other. */
    private Duration ageOf(RunRecord run) {
        return Duration.ofMillis(Math.max(0, scheduler.currentTimeMillis() - run.startMillis()));
    }
}
