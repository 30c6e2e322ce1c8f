package io.procmgr.source;

import io.procmgr.job.Problem;
import io.procmgr.job.RawValue;
import io.procmgr.job.UdpLine;
import java.util.List;

/**
 * What one file says.
 *
 * @param source the file, as in messages
 * @param jobs in the order written
 * @param defaults written for all jobs of all files
 * @param udp reports and control by UDP
 * @param problems with the form of the file; the jobs are still to be judged
 */
record Definitions(
        String source, List<Definition> jobs, List<RawValue> defaults, List<UdpLine> udp, List<Problem> problems) {
    Definitions {
        jobs = List.copyOf(jobs);
        defaults = List.copyOf(defaults);
        udp = List.copyOf(udp);
        problems = List.copyOf(problems);
    }

    /** Of a file that is not in pmtr syntax. */
    Definitions(String source, List<Definition> jobs, List<RawValue> defaults, List<Problem> problems) {
        this(source, jobs, defaults, List.of(), problems);
    }
}
