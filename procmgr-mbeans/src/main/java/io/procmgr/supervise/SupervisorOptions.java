package io.procmgr.supervise;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.InputSource;
import io.procmgr.job.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a supervisor is told once.
 *
 * @param stateId names this supervisor in the environment of its children
 * @param workingDirectory in which relative directories are meant, absolute
 * @param logDirectory of the log files that jobs do not name themselves, absolute
 * @param stateDirectory of what is handed over to jobs: FIFOs in {@code stdin}, files in {@code context}; absolute
 * @param shutdownTimeout how long {@link Supervisor#close} may take; 25 s
 */
public record SupervisorOptions(
        String stateId, Path workingDirectory, Path logDirectory, Path stateDirectory, Duration shutdownTimeout) {
    /** Directory of FIFOs, in the state directory. */
    public static final String PIPES = "stdin";

    /** Directory of contexts, in the state directory. */
    public static final String CONTEXTS = "context";

    public SupervisorOptions {
        Objects.requireNonNull(stateId, "stateId");
        if (!workingDirectory.isAbsolute() || !logDirectory.isAbsolute() || !stateDirectory.isAbsolute()) {
            throw new IllegalArgumentException("directories of a supervisor are absolute");
        }
        if (shutdownTimeout.isNegative() || shutdownTimeout.isZero()) {
            throw new IllegalArgumentException("shutdown-timeout is more than 0");
        }
    }

    /** The FIFO that such a job reads; empty for others. */
    Optional<Path> pipe(JobSpec job) {
        return job.execution().input() instanceof InputSource.Pipe
                ? Optional.of(stateDirectory.resolve(PIPES).resolve(job.name().encoded()))
                : Optional.empty();
    }

    /** The file by which such a job gets its context; empty for others. */
    Optional<Path> context(JobSpec job) {
        return job.execution().context().isPresent()
                ? Optional.of(
                        stateDirectory.resolve(CONTEXTS).resolve(job.name().encoded()))
                : Optional.empty();
    }

    /** The variable by which a child is found again, whoever its parent is by then, and the one that names its context. */
    List<EnvironmentVariable> marks(JobSpec job, long runId) {
        List<EnvironmentVariable> marks = new ArrayList<>(2);
        marks.add(new EnvironmentVariable(ProcessFinder.MARK, RunMark.of(stateId, job.name(), runId)));
        Optional<Path> context = context(job);
        if (context.isPresent()) {
            marks.add(new EnvironmentVariable("PROCMGR_CONTEXT", context.get().toString()));
        }
        return marks;
    }
}
