package io.procmgr.source;

import io.procmgr.job.Problem;
import io.procmgr.job.RawValue;
import java.util.List;

/**
 * What one file says.
 *
 * @param source the file, as in messages
 * @param jobs in the order written
 * @param defaults written for all jobs of all files
 * @param problems with the form of the file; the jobs are still to be judged
 */
record Definitions(String source, List<Definition> jobs, List<RawValue> defaults, List<Problem> problems) {
    Definitions {
        jobs = List.copyOf(jobs);
        defaults = List.copyOf(defaults);
        problems = List.copyOf(problems);
    }
}
