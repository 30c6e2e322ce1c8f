package io.procmgr.supervise;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.InputSource;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a supervisor is told once.
 *
 * @param stateId names this supervisor in the environment of its children
 * @param workingDirectory in which relative directories are meant, absolute
 * @param logDirectory of the log files that jobs do not name themselves, absolute
 * @param pipeDirectory of the FIFOs of jobs whose standard input is a pipe, absolute; made when one is needed
 * @param shutdownTimeout how long {@link Supervisor#close} may take; 25 s
 */
public record SupervisorOptions(
        String stateId, Path workingDirectory, Path logDirectory, Path pipeDirectory, Duration shutdownTimeout) {
    public SupervisorOptions {
        Objects.requireNonNull(stateId, "stateId");
        if (!workingDirectory.isAbsolute() || !logDirectory.isAbsolute() || !pipeDirectory.isAbsolute()) {
            throw new IllegalArgumentException("directories of a supervisor are absolute");
        }
        if (shutdownTimeout.isNegative() || shutdownTimeout.isZero()) {
            throw new IllegalArgumentException("shutdown-timeout is more than 0");
        }
    }

    /** The FIFO that such a job reads; empty for others. */
    Optional<Path> pipe(JobSpec job) {
        return job.execution().input() instanceof InputSource.Pipe
                ? Optional.of(pipeDirectory.resolve(job.name().encoded()))
                : Optional.empty();
    }

    /** The variable by which a child is found again, whoever its parent is by then. */
    List<EnvironmentVariable> marks(JobName job, long runId) {
        return List.of(new EnvironmentVariable("PROCMGR_RUN", stateId + "/" + job.encoded() + "/" + runId));
    }
}
