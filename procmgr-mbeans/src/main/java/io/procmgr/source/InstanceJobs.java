package io.procmgr.source;

import io.procmgr.job.InstanceName;
import io.procmgr.job.Instances;
import io.procmgr.job.JobSpec;
import io.procmgr.job.JobValidator;
import io.procmgr.job.Problem;
import io.procmgr.job.Template;
import io.procmgr.job.Validation;
import java.util.ArrayList;
import java.util.List;

/**
 * The jobs that a template stands for.
 *
 * @param jobs those that are right
 * @param problems of the first that is wrong; others would say the same
 */
record InstanceJobs(List<JobSpec> jobs, List<Problem> problems) {
    InstanceJobs {
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }

    /** Those that it counts, or of these those that are its. */
    static InstanceJobs of(Template template, Instances started, JobValidator validator) {
        List<JobSpec> jobs = new ArrayList<>();
        List<Problem> problems = List.of();
        for (InstanceName instance : template.isStartedByName() ? started.of(template) : numbered(template.count())) {
            Validation validation = validator.validate(template.instance(instance));
            if (validation.spec().isPresent()) {
                jobs.add(validation.spec().get());
            } else if (problems.isEmpty()) {
                problems = validation.problems();
            }
        }
        return new InstanceJobs(jobs, problems);
    }

    private static List<InstanceName> numbered(int count) {
        List<InstanceName> all = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            all.add(new InstanceName(Integer.toString(i)));
        }
        return all;
    }
}
