package io.procmgr.supervise;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.Execution;
import io.procmgr.job.JobName;
import io.procmgr.job.LogFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What to launch.
 *
 * @param job whose process it will be
 * @param runId grows by one with each launch of the job
 * @param execution how the process is made
 * @param directory its working directory, absolute
 * @param logs where its streams go
 * @param marks variables that procmgr itself adds to the environment
 */
public record LaunchRequest(
        JobName job, long runId, Execution execution, Path directory, LogFiles logs, List<EnvironmentVariable> marks) {
    public LaunchRequest {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(logs, "logs");
        marks = List.copyOf(marks);
    }
}
