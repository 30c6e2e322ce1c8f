package io.procmgr.alert;

import io.procmgr.job.AlertTrigger;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobState;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds out what a change is to be told as. Remembers which jobs are in trouble. For one thread. */
final class Triggers {
    private final Set<String> troubled = new HashSet<>();

    Optional<AlertTrigger> of(JobChange change) {
        return switch (change.kind()) {
            case STATE -> ofState(change.job(), change.to().orElseThrow());
            case EXITED -> wasAskedToEnd(change) ? Optional.empty() : Optional.of(AlertTrigger.EXIT);
            case REMOVED -> {
                troubled.remove(change.job());
                yield Optional.empty();
            }
            case ADDED, LAUNCHED, READY, LEFT, GAVE_UP, NOTICE, CONFIG_RELOADED, CONFIG_REJECTED -> Optional.empty();
        };
    }

    private Optional<AlertTrigger> ofState(String job, JobState state) {
        return switch (state) {
            case FAILED -> {
                troubled.add(job);
                yield Optional.of(AlertTrigger.FAILED);
            }
            case BACKOFF -> {
                troubled.add(job);
                yield Optional.of(AlertTrigger.BACK_OFF);
            }
            case RUNNING -> troubled.remove(job) ? Optional.of(AlertTrigger.RECOVERED) : Optional.empty();
            case STOPPED, DISABLED, COMPLETED -> {
                // somebody has seen to it
                troubled.remove(job);
                yield Optional.empty();
            }
            case WAITING, STARTING, STOPPING, KILLING -> Optional.empty();
        };
    }

    private static boolean wasAskedToEnd(JobChange change) {
        JobState state = change.to().orElse(JobState.STOPPED);
        return state == JobState.STOPPING || state == JobState.KILLING;
    }
}
