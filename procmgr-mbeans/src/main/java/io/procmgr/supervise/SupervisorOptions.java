package io.procmgr.supervise;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.JobName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a supervisor is told once.
 *
 * @param stateId names this supervisor in the environment of its children
 * @param workingDirectory in which relative directories are meant, absolute
 * @param logDirectory of the log files that jobs do not name themselves, absolute
 * @param shutdownTimeout how long {@link Supervisor#close} may take; 25 s
 */
public record SupervisorOptions(String stateId, Path workingDirectory, Path logDirectory, Duration shutdownTimeout) {
    public SupervisorOptions {
        Objects.requireNonNull(stateId, "stateId");
        if (!workingDirectory.isAbsolute() || !logDirectory.isAbsolute()) {
            throw new IllegalArgumentException("directories of a supervisor are absolute");
        }
        if (shutdownTimeout.isNegative() || shutdownTimeout.isZero()) {
            throw new IllegalArgumentException("shutdown-timeout is more than 0");
        }
    }

    /** The variable by which a child is found again, whoever its parent is by then. */
    List<EnvironmentVariable> marks(JobName job, long runId) {
        return List.of(new EnvironmentVariable("PROCMGR_RUN", stateId + "/" + job.encoded() + "/" + runId));
    }
}
