package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.http.Role;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Model.OptionSpec;

/** {@code procmgr start}, {@code stop}, {@code kill}, {@code reload}, {@code enable} and {@code disable}. */
class ActionCommand extends Verb {
    private final Action action;
    private final Selectors selectors = new Selectors(own(), "0..*");
    private final Patience patience;
    private final OptionSpec json = json();
    private final Connection connection;

    ActionCommand(Action action) {
        super(action.verb());
        this.action = action;
        patience = new Patience(own(), action.goal().isPresent());
        own().addOption(json);
        connection = Connection.anywhere(own());
        describe(STATUSES, action.description());
    }

    static OptionSpec json() {
        return OptionSpec.builder("--json")
                .type(boolean.class)
                .initialValue(false)
                .description("Print it as JSON.")
                .build();
    }

    @Override
    final int run(Terminal terminal) throws IOException {
        boolean waits = patience.waits();
        check();
        Selection selection = selectors.required(terminal, action.verb());
        SupervisorClient client = connection.open(Role.OPERATOR);
        Telling telling = new Telling(terminal, json.getValue());
        carryOut(client, selection, waits, telling);
        return telling.end();
    }

    /** Refuses options that do not go together, before anything else happens. */
    void check() {}

    /** Gives the command to all at once. */
    void carryOut(SupervisorClient client, Selection selection, boolean waits, Telling telling) throws IOException {
        Waiting waiting = new Waiting(client, patience.timeout());
        if (action == Action.START) {
            NamedInstance.start(selection, client);
        }
        Order order = Order.give(client, selection, action);
        order.refused().forEach(telling::refused);
        if (waits && order.refused().size() < order.jobs().size()) {
            waiting.await(order.jobs(), action.goal().orElseThrow(), telling::outcome);
        } else {
            order.accepted().forEach(telling::accepted);
        }
    }

    final Patience patience() {
        return patience;
    }
}
