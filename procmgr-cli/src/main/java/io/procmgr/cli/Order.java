package io.procmgr.cli;

import io.procmgr.client.JobAnswer;
import io.procmgr.client.JobSummary;
import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as the supervisor took it.
 *
 * @param jobs those that were meant, in their order
 * @param accepted what will happen, a line each
 * @param refused why not, a line each
 */
record Order(List<String> jobs, List<String> accepted, List<String> refused) {
    private static final String REFUSAL = "cannot ";

    /** Gives it to all that are meant, in one go where the selection can be told in one text. */
    static Order give(SupervisorClient client, Selection selection, Action action) throws UnreachableException {
        List<String> jobs = names(selection.choose(client.statuses(), client));
        if (jobs.isEmpty()) {
            return new Order(jobs, List.of(), List.of());
        }
        if (!selection.fitsOneText()) {
            return each(client, jobs, action.operation());
        }
        String answer = String.valueOf(client.call(action.groupOperation(), selection.text()));
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        answer.lines().skip(1).forEach(line -> (line.startsWith(REFUSAL) ? refused : accepted).add(line));
        return new Order(jobs, accepted, refused);
    }

    /** Gives it to each by itself. */
    static Order each(SupervisorClient client, List<String> jobs, String operation, Object... arguments)
            throws UnreachableException {
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (JobAnswer answer : client.callJobs(jobs, operation, arguments)) {
            if (answer.isRefused()) {
                refused.add(answer.refusal());
            } else {
                accepted.add(answer.value().map(String::valueOf).orElse(answer.job()));
            }
        }
        return new Order(jobs, accepted, refused);
    }

    static List<String> names(List<JobSummary> jobs) {
        return jobs.stream().map(JobSummary::name).toList();
    }
}
