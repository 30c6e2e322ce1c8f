package io.procmgr.supervise;

import io.procmgr.job.StopRule;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a run: before its process is made as an intent, then with the identity of the process.
 *
 * @param process empty while it is only meant to be made
 * @param startMillis wall clock of its launch; 0 before it
 * @param ready whether it passed its start
 * @param stop how it is ended, by the definition that it was started with
 */
public record RunRecord(Optional<ProcessIdentity> process, long startMillis, boolean ready, StopRule stop) {
    public RunRecord {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(stop, "stop");
    }
}
