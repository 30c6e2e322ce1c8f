package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import io.procmgr.http.Role;
import io.procmgr.terminal.Table;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** {@code procmgr top}: what jobs use, in place on a terminal, and once elsewhere. */
final class TopCommand extends Verb {
    /** Use of a processor is what happened between two looks, and the first has nothing before it. */
    private static final long BETWEEN_MILLIS = 1_100;

    private final Selectors selectors = new Selectors(own(), "0..*");
    private final OptionSpec sort = OptionSpec.builder("--sort")
            .paramLabel("COLUMN")
            .type(TopOrder.class)
            .defaultValue("CPU")
            .description("The column by which it is sorted: ${COMPLETION-CANDIDATES}; CPU by default.")
            .build();

    private final OptionSpec interval = OptionSpec.builder("--interval")
            .paramLabel("DURATION")
            .type(Duration.class)
            .converters(new DurationText())
            .description("Between two looks, 1s or more; 2s by default.")
            .build();

    private final OptionSpec once = OptionSpec.builder("--once")
            .type(boolean.class)
            .initialValue(false)
            .description("Show it once, also on a terminal.")
            .build();

    private final Connection connection;

    TopCommand() {
        super("top");
        own().addOption(sort).addOption(interval).addOption(once);
        connection = Connection.anywhere(own());
        describe(
                new String[] {
                    "shown",
                    "no job matches",
                    "the command line cannot be understood",
                    "no procmgr runs there, it cannot be reached or has ended, or it does not take the token"
                },
                "Shows what jobs use, each with all processes of its session. In place on a terminal, until Ctrl-C; elsewhere"
                        + " once.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        Duration given = interval.getValue();
        Duration pause = given == null ? Duration.ofSeconds(2) : given;
        if (pause.compareTo(Duration.ofSeconds(1)) < 0) {
            throw usage("Invalid value for option '--interval': must be at least 1s");
        }
        Selection selection = selectors.orAll();
        SupervisorClient client = connection.open(Role.VIEWER);
        if (terminal.isScreen() && !once.<Boolean>getValue()) {
            Watching.show(terminal, pause, () -> table(client, selection).lines(terminal));
        } else {
            client.attributesOfAll("Name", "CpuPercent");
            Waiting.pause(BETWEEN_MILLIS);
            table(client, selection).print(terminal);
        }
        return ExitStatus.DONE;
    }

    private Table table(SupervisorClient client, Selection selection) throws UnreachableException {
        Set<String> chosen = new HashSet<>(Order.names(selection.choose(client.statuses(), client)));
        List<JobUsage> usages = new ArrayList<>();
        for (JobUsage usage : JobUsage.all(client)) {
            if (chosen.contains(usage.name())) {
                usages.add(usage);
            }
        }
        usages.sort(sort.<TopOrder>getValue().comparator());
        return JobUsage.table(usages);
    }
}
