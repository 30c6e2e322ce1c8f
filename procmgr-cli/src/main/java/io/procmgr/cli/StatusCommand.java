package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.client.SupervisorClient;
import io.procmgr.http.Role;
import io.procmgr.supervise.JobState;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** {@code procmgr status}: all jobs, or some, in a table. */
final class StatusCommand extends Verb {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String[] STATUSES = {
        "told; no job is FAILED or in BACKOFF",
        "told; a job is. Or no job matches",
        "the command line cannot be understood",
        "no procmgr runs there, it cannot be reached, or it does not take the token"
    };

    private final Selectors selectors = new Selectors(own(), "0..*");
    private final OptionSpec json = ActionCommand.json();
    private final OptionSpec watch = OptionSpec.builder("-w", "--watch")
            .type(boolean.class)
            .initialValue(false)
            .description("Show it in place, again and again, until Ctrl-C.")
            .build();
    private final Connection connection;

    StatusCommand() {
        super("status");
        own().addOption(watch).addOption(json);
        connection = Connection.anywhere(own());
        describe(STATUSES, "Shows what jobs do: all, unless some are named.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        boolean inPlace = watch.getValue();
        if (inPlace && json.<Boolean>getValue()) {
            throw usage("--watch and --json exclude each other");
        }
        if (inPlace && !terminal.isScreen()) {
            throw usage("--watch needs a terminal");
        }
        Selection selection = selectors.orAll();
        SupervisorClient client = connection.open(Role.VIEWER);
        if (inPlace) {
            Watching.show(terminal, INTERVAL, () -> StatusTable.of(selection.choose(client.statuses(), client))
                    .lines(terminal));
            return ExitStatus.DONE;
        }
        List<JobSummary> jobs = selection.choose(client.statuses(), client);
        if (json.<Boolean>getValue()) {
            List<Map<String, Object>> array = new ArrayList<>(jobs.size());
            for (JobSummary job : jobs) {
                array.add(Json.of(job));
            }
            Json.print(array, terminal);
        } else {
            StatusTable.of(jobs).print(terminal);
        }
        return exitStatus(jobs);
    }

    static int exitStatus(List<JobSummary> jobs) {
        for (JobSummary job : jobs) {
            if (job.state() == JobState.FAILED || job.state() == JobState.BACKOFF) {
                return ExitStatus.FAILED;
            }
        }
        return ExitStatus.DONE;
    }
}
