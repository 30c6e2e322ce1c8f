package io.procmgr;

import io.procmgr.job.JobDiff;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import java.util.List;
import java.util.stream.Collectors;

/** What a change of definitions means, in lines that people and clients read. */
final class DiffText {
    private DiffText() {}

    static String of(JobDiff diff) {
        return "added: " + names(diff.added().stream().map(JobSpec::name).toList())
                + "\nrestarted: "
                + names(diff.restarted().stream().map(JobSpec::name).toList())
                + "\nupdated: "
                + names(diff.updated().stream().map(JobSpec::name).toList())
                + "\nremoved: " + names(diff.removed())
                + "\nunchanged: " + diff.unchanged().size();
    }

    private static String names(List<JobName> names) {
        return names.isEmpty() ? "none" : names.stream().map(JobName::value).collect(Collectors.joining(", "));
    }
}
