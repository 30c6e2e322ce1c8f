package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import java.util.List;

/**
 * What a running supervisor has, by the names of definitions.
 *
 * @param jobs all of them
 * @param templates names that end in {@code @}
 */
record DefinedJobs(List<JobSummary> jobs, List<String> templates) {
    static DefinedJobs of(SupervisorClient client) throws UnreachableException {
        return new DefinedJobs(client.statuses(), client.templates());
    }

    boolean has(String name) {
        return templates.contains(name) || !jobsOf(name).isEmpty();
    }

    /** The job of that definition, else the instances of it. */
    List<String> jobsOf(String name) {
        List<String> names = Order.names(jobs);
        if (names.contains(name)) {
            return List.of(name);
        }
        String prefix = name.endsWith("@") ? name : name + "@";
        return jobs.stream()
                .filter(job -> !job.instance().isEmpty() && job.name().equals(prefix + job.instance()))
                .map(JobSummary::name)
                .toList();
    }
}
