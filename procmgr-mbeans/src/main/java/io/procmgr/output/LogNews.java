package io.procmgr.output;

import io.procmgr.job.JobName;

/** Who is told of what happens to log files. Must return soon. */
public interface LogNews {
    /** Something went wrong with a job's log: for its log line and its last error. */
    void trouble(JobName job, String message);

    /** The job's process is to open its log anew. */
    void reopen(JobName job);
}
