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
 * @param alerts properties of alert channels, with their full keys
 * @param problems with the form of the file; the jobs are still to be judged
 */
record Definitions(
        String source,
        List<Definition> jobs,
        List<RawValue> defaults,
        List<UdpLine> udp,
        List<Property> alerts,
        List<Problem> problems) {
    Definitions {
        jobs = List.copyOf(jobs);
        defaults = List.copyOf(defaults);
        udp = List.copyOf(udp);
        alerts = List.copyOf(alerts);
        problems = List.copyOf(problems);
    }

    /** Of a file that is not in pmtr syntax. */
    Definitions(String source, List<Definition> jobs, List<RawValue> defaults, List<Problem> problems) {
        this(source, jobs, defaults, List.of(), List.of(), problems);
    }

    /** Of a file that defines no alert channels. */
    Definitions(
            String source, List<Definition> jobs, List<RawValue> defaults, List<UdpLine> udp, List<Problem> problems) {
        this(source, jobs, defaults, udp, List.of(), problems);
    }

    /** The same with other alert channels. */
    Definitions withAlerts(List<Property> others) {
        return new Definitions(source, jobs, defaults, udp, others, problems);
    }

    /** The same with other jobs. */
    Definitions withJobs(List<Definition> others) {
        return new Definitions(source, others, defaults, udp, alerts, problems);
    }
}
