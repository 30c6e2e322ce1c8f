package io.procmgr.source;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import io.procmgr.job.Template;
import io.procmgr.job.UdpLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All definitions of a set of files, read together. Only a {@linkplain #isValid() valid} one is to be applied.
 *
 * @param jobs in the order of definition; those of them that can stand by themselves if there are errors. A profile with
 *     faults is there as it was when it had none
 * @param udp reports and control by UDP, in source order; whether they can be had is seen when they are opened
 * @param alerts channels by which alerts leave
 * @param problems in source order: by file, then by line
 * @param templates definitions of which there are instances, which are among the jobs
 * @param files all files and directories that were read or looked for, absolute: what to watch for changes
 */
public record Catalog(
        List<JobSpec> jobs,
        List<UdpLine> udp,
        List<AlertChannel> alerts,
        List<Problem> problems,
        List<Template> templates,
        List<Path> files) {
    public Catalog {
        templates = List.copyOf(templates);
        jobs = List.copyOf(jobs);
        udp = List.copyOf(udp);
        alerts = List.copyOf(alerts);
        problems = List.copyOf(problems);
        files = List.copyOf(files);
    }

    /** One without alert channels and templates. */
    public Catalog(List<JobSpec> jobs, List<UdpLine> udp, List<Problem> problems, List<Path> files) {
        this(jobs, udp, List.of(), problems, List.of(), files);
    }

    /** The same with more problems before its own. */
    public Catalog withProblems(List<Problem> before) {
        List<Problem> all = new ArrayList<>(before);
        all.addAll(problems);
        return new Catalog(jobs, udp, alerts, all, templates, files);
    }

    /** The same with other jobs. */
    public Catalog withJobs(List<JobSpec> others) {
        return new Catalog(others, udp, alerts, problems, templates, files);
    }

    /** What is wrong with single profiles, which leaves the others alone. */
    public List<Problem> faults() {
        return problems.stream().filter(Problem::isFault).toList();
    }

    /** Whether no problem is an error. */
    public boolean isValid() {
        for (Problem problem : problems) {
            if (problem.isError()) {
                return false;
            }
        }
        return true;
    }
}
