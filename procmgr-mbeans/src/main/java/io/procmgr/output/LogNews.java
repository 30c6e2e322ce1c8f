package io.procmgr.output;

import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import java.util.List;

/** Who is told of what happens to log files. Must return soon. */
public interface LogNews {
    /** Something went wrong with a job's log: for its log line and its last error. */
    void trouble(JobName job, String message);

    /** The job's process is to open its log anew. */
    void reopen(JobName job);

    /**
     * A job wrote lines to its standard error that are to be told.
     *
     * @param lines the last ones, oldest first
     * @param omitted how many there were before them
     */
    void errorLines(JobSpec job, List<String> lines, long omitted);
}
