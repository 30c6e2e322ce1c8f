package io.procmgr.cdi;

import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.source.Nearest;
import java.util.Optional;
import java.util.Set;

/**
 * Finds names that no job has.
 *
 * @param known the names of all jobs
 * @param templates the names of templates: any instance may come to be
 */
record UnknownJobs(Set<String> known, Set<String> templates) {
    UnknownJobs {
        known = Set.copyOf(known);
        templates = Set.copyOf(templates);
    }

    private boolean isKnown(String job) {
        int sign = job.lastIndexOf('@') + 1;
        return known.contains(job) || sign < job.length() && templates.contains(job.substring(0, sign));
    }

    /** A handle of such a job is of no use: that is refused. */
    Optional<Problem> handle(String job, String place) {
        return isKnown(job)
                ? Optional.empty()
                : Optional.of(Problem.error(new Origin(place, 0), "", option(job), message(job)));
    }

    /** An observer of such a job may be meant for one that a file will define: that is a warning. */
    Optional<Problem> observer(String job, String place) {
        return isKnown(job)
                ? Optional.empty()
                : Optional.of(Problem.warning(new Origin(place, 0), "", option(job), message(job)));
    }

    private static String option(String job) {
        return "@Job(\"" + job + "\")";
    }

    private String message(String job) {
        if (templates.contains(job)) {
            return "names a template, which is no job: an instance of it is " + job + "<name>";
        }
        return "names no job that is defined"
                + Nearest.of(job, known)
                        .map(near -> ": did you mean " + near + "?")
                        .orElseGet(() -> " (jobs="
                                + Problem.shown(String.join(
                                        ", ", known.stream().sorted().toList())) + ")");
    }
}
