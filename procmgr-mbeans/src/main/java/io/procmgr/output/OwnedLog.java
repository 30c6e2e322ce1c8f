package io.procmgr.output;

import io.procmgr.job.Execution;
import io.procmgr.job.JobName;
import io.procmgr.job.LogRotation;
import io.procmgr.job.LogRule;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A log file, and the job by whose definition it is dealt with: the first one that writes to it, unless another one must not
 * have it renamed.
 *
 * @param file absolute
 * @param job whose rules hold
 * @param execution whose rights it is dealt with; empty: the supervisor's
 * @param named whether the definition names the file
 * @param rotation how it is rotated
 * @param rule when, and what becomes of the archives
 * @param writers all jobs that write to it, in their order; none if that is the supervisor
 */
record OwnedLog(
        Path file,
        JobName job,
        Optional<Execution> execution,
        boolean named,
        LogRotation rotation,
        LogRule rule,
        List<JobName> writers) {
    /** As messages name it; a job of that name has nothing to do with it. */
    private static final JobName SUPERVISOR = new JobName("procmgr");

    OwnedLog {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(rotation, "rotation");
        Objects.requireNonNull(rule, "rule");
        writers = List.copyOf(writers);
    }

    /** The same file with one more job that writes to it; whose rules hold is decided by what all of them can bear. */
    OwnedLog sharedWith(OwnedLog next) {
        boolean yields = rotation != LogRotation.OFF
                && (next.rotation == LogRotation.OFF
                        || rotation == LogRotation.REOPEN && next.rotation != LogRotation.REOPEN);
        OwnedLog first = yields ? next : this;
        List<JobName> all = new ArrayList<>(writers);
        if (!all.contains(next.job)) {
            all.add(next.job);
        }
        return new OwnedLog(file, first.job, first.execution, first.named, first.rotation, first.rule, all);
    }

    /** The supervisor's own log, to which it appends. */
    static OwnedLog ofSupervisor(Path file) {
        return new OwnedLog(
                file, SUPERVISOR, Optional.empty(), false, LogRotation.COLLAPSE, LogRule.PROCMGR, List.of());
    }

    /** With the rights of the job. */
    <T> T as(LogStorage storage, LogStorage.Access<T> access) throws IOException {
        return execution.isEmpty() ? access.run() : storage.as(execution.get(), named, file, access);
    }

    int keep() {
        return rule.keep();
    }
}
