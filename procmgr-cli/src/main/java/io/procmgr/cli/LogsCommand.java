package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.http.Role;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** {@code procmgr logs}: the last lines of jobs, and with {@code --follow} those that come. */
final class LogsCommand extends Verb {
    private static final int MOST = 10_000;
    private static final int USUAL = 10;

    private final Selectors selectors = new Selectors(own(), "0..*");
    private final OptionSpec follow = OptionSpec.builder("-f", "--follow")
            .type(boolean.class)
            .initialValue(false)
            .description("Go on with the lines that come, also of jobs that come to match.")
            .build();

    private final OptionSpec number = OptionSpec.builder("-n", "--lines")
            .paramLabel("N")
            .type(Integer.class)
            .description("So many of the last lines of each job, 0 to 10000; 10 by default.")
            .build();

    private final OptionSpec since = OptionSpec.builder("--since")
            .paramLabel("DURATION")
            .type(Duration.class)
            .converters(new DurationText())
            .description(
                    "In place of -n: what was written so long ago or later, such as 10m. May begin a second earlier.")
            .build();

    private final OptionSpec error = OptionSpec.builder("--err")
            .type(boolean.class)
            .initialValue(false)
            .description("Standard error only; of jobs that write both into one file, that file.")
            .build();

    private final OptionSpec json = OptionSpec.builder("--json")
            .type(boolean.class)
            .initialValue(false)
            .description("Print each line as JSON: job, stream and text.")
            .build();

    private final Connection connection;

    LogsCommand() {
        super("logs");
        own().addOption(follow)
                .addOption(number)
                .addOption(since)
                .addOption(error)
                .addOption(json);
        connection = Connection.anywhere(own());
        describe(
                new String[] {
                    "shown",
                    "no job matches, or a log cannot be read",
                    "the command line cannot be understood",
                    "no procmgr runs there, it cannot be reached or has ended, or it does not take the token"
                },
                "Shows what jobs wrote, archives included. Lines of several jobs have the job's name before them. Control"
                        + " characters are left out, so that no line can do anything to a terminal.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        Integer lines = number.getValue();
        Duration age = since.getValue();
        if (lines != null && age != null) {
            throw usage("--lines and --since exclude each other");
        }
        if (lines != null && (lines < 0 || lines > MOST)) {
            throw usage("Invalid value for option '--lines': must be 0 to " + MOST + " (value=" + lines + ")");
        }
        Selection selection = selectors.required(terminal, "show the log of");
        SupervisorClient client = connection.open(Role.VIEWER);
        List<String> jobs = Order.names(selection.choose(client.statuses(), client));
        LogStreams streams = LogStreams.of(client, jobs, error.getValue());
        LogLinePrinter printer = new LogLinePrinter(terminal, jobs, json.getValue());
        LogBacklog backlog = new LogBacklog(client, printer);
        boolean goesOn = follow.getValue();
        LogFollower follower = new LogFollower(client, printer, selection, streams);
        if (goesOn) {
            follower.begin();
        }
        int status = age != null
                ? backlog.since(streams, age)
                : backlog.last(streams, lines == null ? USUAL : lines, goesOn);
        if (goesOn) {
            follower.follow(backlog.cursors());
        }
        return status;
    }
}
