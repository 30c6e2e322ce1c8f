package io.procmgr.cli;

import io.procmgr.http.Role;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code procmgr alert test}: tries an alert channel. */
final class AlertCommand extends Verb {
    private static final String TEST = "test";

    private final PositionalParamSpec action =
            positional("0", "ACTION", "What to do: test, which sends a message at once and waits until it is sent.");
    private final PositionalParamSpec channel = positional("1", "CHANNEL", "Name of the alert channel.");
    private final Connection connection;

    AlertCommand() {
        super("alert");
        own().addPositional(action);
        own().addPositional(channel);
        connection = Connection.anywhere(own());
        describe(
                new String[] {
                    "sent",
                    "refused: no such channel, or it cannot send",
                    "the command line cannot be understood",
                    "no procmgr runs there, it cannot be reached, or it does not take the token"
                },
                "Tries an alert channel: has the running procmgr send a message by it, and tells how that went.");
    }

    private static PositionalParamSpec positional(String index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    @Override
    int run(Terminal terminal) throws IOException {
        String what = action.getValue();
        if (!TEST.equals(what)) {
            throw usage("Invalid value for ACTION: must be test (value=" + what + ")");
        }
        String name = channel.getValue();
        Object said = connection.open(Role.OPERATOR).call("testAlert", name);
        terminal.out().println(Text.line(String.valueOf(said)));
        return ExitStatus.DONE;
    }
}
