package io.procmgr.cli;

import io.procmgr.client.Target;
import io.procmgr.http.Role;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.OptionSpec;

/** {@code procmgr console}: where the web console of the running procmgr is. */
final class ConsoleCommand extends Verb {
    private final OptionSpec token = OptionSpec.builder("--token")
            .type(boolean.class)
            .initialValue(false)
            .description("With the token, so that the link signs in. On a terminal only: who has the link has the role"
                    + " operator.")
            .build();

    private final OptionSpec viewer = OptionSpec.builder("--viewer")
            .type(boolean.class)
            .initialValue(false)
            .description("With --token: as viewer, who may look and change nothing.")
            .build();

    private final Connection connection;

    ConsoleCommand() {
        super("console");
        own().addOption(token).addOption(viewer);
        connection = Connection.here(own());
        describe(
                new String[] {
                    "told",
                    "refused: a token is written to terminals only",
                    "the command line cannot be understood",
                    "no procmgr runs there, or it has no HTTP door"
                },
                "Prints the URL of the web console of the running procmgr.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        boolean signedIn = token.getValue();
        boolean asViewer = viewer.getValue();
        if (asViewer && !signedIn) {
            throw usage("--viewer goes with --token");
        }
        Target target = connection.open(asViewer ? Role.VIEWER : Role.OPERATOR).target();
        if (signedIn && !terminal.isTerminal()) {
            throw new IOException(
                    "cannot print the token: standard output is no terminal, and what it is written to may"
                            + " be read by others; the token is in the state directory");
        }
        // behind # it is sent to nobody; the page takes it out of the address
        String secret = signedIn ? "#token=" + URLEncoder.encode(target.token(), StandardCharsets.UTF_8) : "";
        terminal.out().println(target.url() + "/console/" + secret);
        return ExitStatus.DONE;
    }
}
