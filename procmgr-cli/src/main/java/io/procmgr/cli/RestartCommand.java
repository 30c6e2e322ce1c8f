package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** {@code procmgr restart}: all at once, or with {@code --rolling} a few at a time. */
final class RestartCommand extends ActionCommand {
    private final OptionSpec rolling = OptionSpec.builder("--rolling")
            .type(boolean.class)
            .initialValue(false)
            .description(
                    "One after the other: the next begins when the one before runs. Ends at the first that does not"
                            + " come up, and leaves the others as they are. The time-out is that of each step.")
            .build();

    private final OptionSpec parallel = OptionSpec.builder("--parallel")
            .paramLabel("N")
            .type(Integer.class)
            .description("With --rolling: so many at a time.")
            .build();

    RestartCommand() {
        super(Action.RESTART);
        own().addOption(rolling).addOption(parallel);
    }

    @Override
    void check() {
        Integer together = parallel.getValue();
        boolean rolls = rolling.getValue();
        if (!rolls && together != null) {
            throw usage("--parallel goes with --rolling");
        }
        if (together != null && together < 1) {
            throw usage("Invalid value for option '--parallel': must be 1 or more (value=" + together + ")");
        }
        if (rolls && !patience().waits()) {
            throw usage("--rolling and --no-wait exclude each other");
        }
    }

    @Override
    void carryOut(SupervisorClient client, Selection selection, boolean waits, Telling telling) throws IOException {
        if (!rolling.<Boolean>getValue()) {
            super.carryOut(client, selection, waits, telling);
            return;
        }
        Integer together = parallel.getValue();
        int size = together == null ? 1 : together;
        List<String> jobs = Order.names(selection.choose(client.statuses(), client));
        for (int at = 0; at < jobs.size(); at += size) {
            List<String> some = jobs.subList(at, Math.min(jobs.size(), at + size));
            Waiting waiting = new Waiting(client, patience().timeout());
            Order order = Order.each(client, some, Action.RESTART.operation());
            order.refused().forEach(telling::refused);
            boolean up = order.refused().isEmpty()
                    && waiting.await(some, Goal.UP, telling::outcome).stream()
                            .allMatch(outcome -> outcome.verdict() == Goal.Verdict.REACHED);
            if (!up) {
                telling.left(jobs.subList(at + some.size(), jobs.size()));
                return;
            }
        }
    }
}
