package io.procmgr.cdi;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobStatus;
import java.time.Instant;
import java.util.Optional;

/** What observers are told of a change. */
final class JobEvents {
    private JobEvents() {}

    /** The event; empty if there is none for such a change. */
    static Optional<Object> of(JobChange change) {
        Instant time = Instant.ofEpochMilli(change.timeMillis());
        return switch (change.kind()) {
            case LAUNCHED -> Optional.of(new ProcessStarted(change.job(), pid(change), runId(change), time));
            case READY -> Optional.of(new ProcessReady(change.job(), pid(change), runId(change), time));
            case EXITED -> Optional.of(exited(change, time));
            case GAVE_UP -> Optional.of(new ProcessFailed(change.job(), change.message(), time));
            case CONFIG_RELOADED -> Optional.of(new ConfigReloaded(change.message(), time));
            case ADDED, REMOVED, STATE, LEFT, NOTICE, CONFIG_REJECTED -> Optional.empty();
        };
    }

    private static ProcessExited exited(JobChange change, Instant time) {
        ExitStatus exit =
                change.status().flatMap(status -> status.history().lastExit()).orElse(ExitStatus.UNKNOWN);
        return new ProcessExited(change.job(), runId(change), exit.code(), exit.signal(), change.message(), time);
    }

    private static long pid(JobChange change) {
        return change.status().map(status -> status.pid().orElse(-1)).orElse(-1L);
    }

    private static long runId(JobChange change) {
        return change.status().map(JobStatus::runId).orElse(-1L);
    }
}
