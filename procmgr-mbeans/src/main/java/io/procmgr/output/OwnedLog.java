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

/**
 * A log file, and the job by whose definition it is dealt with: the first one that writes to it, unless another one must not
 * have it renamed.
 *
 * @param file absolute
 * @param job whose rules hold
 * @param execution whose rights it is dealt with
 * @param named whether the definition names the file
 * @param rotation how it is rotated
 * @param rule when, and what becomes of the archives
 * @param writers all jobs that write to it, in their order
 */
record OwnedLog(
        Path file,
        JobName job,
        Execution execution,
        boolean named,
        LogRotation rotation,
        LogRule rule,
        List<JobName> writers) {
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

    /** With the rights of the job. */
    <T> T as(LogStorage storage, LogStorage.Access<T> access) throws IOException {
        return storage.as(execution, named, file, access);
    }

    int keep() {
        return rule.keep();
    }
}
