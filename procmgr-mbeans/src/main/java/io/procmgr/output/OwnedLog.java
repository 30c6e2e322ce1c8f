package io.procmgr.output;

import io.procmgr.job.Execution;
import io.procmgr.job.JobName;
import io.procmgr.job.LogRotation;
import io.procmgr.job.LogRule;
import io.procmgr.supervise.LogStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A log file, and the job by whose definition it is dealt with: the first one that writes to it.
 *
 * @param file absolute
 * @param job whose rules hold
 * @param execution whose rights it is dealt with
 * @param named whether the definition names the file
 * @param rotation how it is rotated
 * @param rule when, and what becomes of the archives
 */
record OwnedLog(Path file, JobName job, Execution execution, boolean named, LogRotation rotation, LogRule rule) {
    OwnedLog {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(rotation, "rotation");
        Objects.requireNonNull(rule, "rule");
    }

    /** With the rights of the job. */
    <T> T as(LogStorage storage, LogStorage.Access<T> access) throws IOException {
        return storage.as(execution, named, file, access);
    }

    int keep() {
        return rule.keep();
    }
}
