package io.procmgr;

import io.procmgr.job.InstanceName;
import io.procmgr.job.Instances;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import io.procmgr.job.Template;
import io.procmgr.job.Validation;
import io.procmgr.source.Catalog;
import io.procmgr.source.JobSources;
import io.procmgr.supervise.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An instance that somebody names, most likely from elsewhere: nothing of what is asked but a checked name gets anywhere.
 *
 * @param template of those that are defined
 * @param job the name of the job that the instance is
 */
record InstanceRequest(Template template, InstanceName instance, JobName job) {
    /**
     * Finds out what is meant.
     *
     * @param verb for messages
     * @throws RefusedException if there is no such template, or no instance can have that name
     */
    static InstanceRequest of(Catalog applied, String verb, String template, String instance) {
        String cannot = "cannot " + verb + " an instance of " + Problem.shown(String.valueOf(template)) + ": ";
        for (Template one : applied.templates()) {
            if (one.isStartedByName() && one.name().equals(template)) {
                try {
                    InstanceName name = new InstanceName(instance == null ? "" : instance);
                    return new InstanceRequest(one, name, new JobName(one.nameOf(name)));
                } catch (IllegalArgumentException e) {
                    throw new RefusedException(cannot + e.getMessage());
                }
            }
        }
        String names = applied.templates().stream()
                .filter(Template::isStartedByName)
                .map(Template::name)
                .collect(Collectors.joining(", "));
        throw new RefusedException(cannot + "there is no such template"
                + (names.isEmpty() ? "; no job has a name that ends in @" : " (templates=" + names + ")"));
    }

    /**
     * The job that it is to be, among the others.
     *
     * @throws RefusedException if there cannot be one more, or not this one
     */
    List<JobSpec> among(Catalog applied, JobSources sources, Instances started) {
        String cannot = "cannot start " + job + ": ";
        refuseIfJob(applied, cannot);
        if (started.of(template).size() >= template.count()) {
            throw new RefusedException(cannot + template.name() + " has as many instances as it may have; remove one"
                    + " (max-instances=" + template.count() + ")");
        }
        Validation judged = sources.judge(template, instance);
        JobSpec spec = judged.spec()
                .orElseThrow(() -> new RefusedException(cannot
                        + judged.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"))));
        if (!spec.start().enabled()) {
            throw new RefusedException(cannot + "its template is disabled (enabled=false, at " + spec.origin() + ")");
        }
        List<JobSpec> jobs = new ArrayList<>(applied.jobs());
        int place = jobs.size();
        for (int i = 0; i < jobs.size(); i++) {
            if (isOfTemplate(jobs.get(i), started)) {
                place = i + 1;
            }
        }
        jobs.add(place, spec);
        return jobs;
    }

    /** @throws RefusedException if a job of that name is defined, which is no instance */
    void refuseIfJob(Catalog applied, String cannot) {
        for (JobSpec other : applied.jobs()) {
            if (other.name().equals(job)) {
                throw new RefusedException(cannot + "it is the name of a job of its own, defined in " + other.origin());
            }
        }
    }

    private boolean isOfTemplate(JobSpec job, Instances started) {
        return started.names().contains(job.name()) && job.name().base().equals(this.job.base());
    }

    /** The jobs without it. */
    List<JobSpec> without(List<JobSpec> jobs) {
        return jobs.stream().filter(one -> !one.name().equals(job)).toList();
    }
}
