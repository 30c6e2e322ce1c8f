package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.supervise.JobState;
import java.util.Optional;

/** What a verb wants of a job, and whether a state is that. */
enum Goal {
    /** It runs, or has done what it was there for. */
    UP,
    /** No process lives, and none is coming. */
    DOWN,
    /** It is not disabled; if that starts it, it has started. */
    ENABLED,
    /** It has started, unless it is not to start by itself. */
    SETTLED,
    /** There is no such job any more. */
    GONE;

    /** How far a job is on its way. */
    enum Verdict {
        REACHED,
        UNDER_WAY,
        MISSED
    }

    /** Judges what the supervisor tells of a job once it has accepted the command; empty: it does not know it any more. */
    Verdict judge(Optional<JobSummary> job) {
        if (job.isEmpty()) {
            return this == GONE ? Verdict.REACHED : Verdict.MISSED;
        }
        JobState state = job.get().state();
        return switch (this) {
            case UP -> up(state);
            case DOWN -> down(state);
            case ENABLED -> state == JobState.STOPPED ? Verdict.REACHED : up(state);
            case SETTLED -> state == JobState.STOPPED || state == JobState.DISABLED ? Verdict.REACHED : up(state);
            case GONE -> Verdict.UNDER_WAY;
        };
    }

    /** A first start that fails is a failure, even if the next one may succeed. */
    private static Verdict up(JobState state) {
        return switch (state) {
            case RUNNING, COMPLETED -> Verdict.REACHED;
            case WAITING, STARTING, STOPPING, KILLING -> Verdict.UNDER_WAY;
            case STOPPED, DISABLED, BACKOFF, FAILED -> Verdict.MISSED;
        };
    }

    /** The command takes it away from RUNNING at once: if it is there, somebody else has started it again. */
    private static Verdict down(JobState state) {
        return switch (state) {
            case STOPPED, DISABLED, COMPLETED, FAILED -> Verdict.REACHED;
            case STOPPING, KILLING -> Verdict.UNDER_WAY;
            case WAITING, STARTING, RUNNING, BACKOFF -> Verdict.MISSED;
        };
    }
}
