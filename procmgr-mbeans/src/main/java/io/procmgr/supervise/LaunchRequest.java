package io.procmgr.supervise;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.Execution;
import io.procmgr.job.JobName;
import io.procmgr.job.LogFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to launch.
 *
 * @param job whose process it will be
 * @param runId grows by one with each launch of the job
 * @param execution how the process is made
 * @param directory its working directory, absolute
 * @param logs where its streams go
 * @param pipe the FIFO of its standard input, absolute, to be made if need be; for a job whose input is a pipe
 * @param context the file by which it gets its context, absolute, to be written; for a job that has one
 * @param marks variables that procmgr itself adds to the environment
 */
public record LaunchRequest(
        JobName job,
        long runId,
        Execution execution,
        Path directory,
        LogFiles logs,
        Optional<Path> pipe,
        Optional<Path> context,
        List<EnvironmentVariable> marks) {
    public LaunchRequest {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(logs, "logs");
        Objects.requireNonNull(pipe, "pipe");
        Objects.requireNonNull(context, "context");
        marks = List.copyOf(marks);
    }
}
