package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.http.Role;
import io.procmgr.job.Signal;
import io.procmgr.terminal.Question;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code procmgr signal}: sends a signal to the processes of jobs. */
final class SignalCommand extends Verb {
    private final PositionalParamSpec signal = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("SIGNAL")
            .type(String.class)
            .description("Its name or number, such as HUP, USR1 or 10.")
            .build();

    private final Selectors selectors;
    private final OptionSpec json = ActionCommand.json();
    private final Connection connection;

    SignalCommand() {
        super("signal");
        own().addPositional(signal);
        selectors = new Selectors(own(), "1..*");
        own().addOption(json);
        connection = Connection.anywhere(own());
        describe(
                new String[] {
                    "sent to all of them",
                    "refused: no such job, or one without a process",
                    "the command line cannot be understood",
                    "no procmgr runs there, it cannot be reached, or it does not take the token"
                },
                "Sends a signal to the main process of each job. What comes of it is up to the process.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        String name = name(terminal);
        if (Signal.parse(name).isEmpty()) {
            throw usage("Invalid value for SIGNAL: there is no such signal (value=" + name + ")");
        }
        Selection selection = selectors.required(terminal, "signal");
        SupervisorClient client = connection.open(Role.OPERATOR);
        List<String> jobs = Order.names(selection.choose(client.statuses(), client));
        Order order = Order.each(client, jobs, "signal", name);
        Telling telling = new Telling(terminal, json.getValue());
        order.refused().forEach(telling::refused);
        order.accepted().forEach(telling::accepted);
        return telling.end();
    }

    private String name(Terminal terminal) throws IOException {
        Optional<String> given = Optional.ofNullable(signal.getValue());
        Optional<String> name = given.isPresent() ? given : Question.ask(terminal, "Which signal (HUP, USR1, …)?");
        return name.orElseThrow(() -> usage("Missing required parameter: 'SIGNAL'"));
    }
}
