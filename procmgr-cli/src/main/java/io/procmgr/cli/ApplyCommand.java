package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.http.Role;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import picocli.CommandLine.Model.OptionSpec;

/** {@code procmgr apply}: what a change of the files means, and then the change. */
final class ApplyCommand extends Verb {
    private static final String REFUSED = "would be refused";
    private static final String ORIGIN = "from: ";

    private final OptionSpec dryRun = OptionSpec.builder("--dry-run")
            .type(boolean.class)
            .initialValue(false)
            .description("Only tell what would change.")
            .build();

    private final OptionSpec origins = OptionSpec.builder("--origins")
            .type(boolean.class)
            .initialValue(false)
            .description("With --dry-run: also tell where each value of each job comes from.")
            .build();

    private final Connection connection;

    ApplyCommand() {
        super("apply");
        own().addOption(dryRun).addOption(origins);
        connection = Connection.anywhere(own());
        describe(
                new String[] {
                    "applied; with --dry-run: it can be",
                    "the files have errors; nothing was changed",
                    "the command line cannot be understood",
                    "no procmgr runs there, it cannot be reached, or it does not take the token"
                },
                "Reads the configuration anew, tells what is added, restarted, updated and removed, and applies it. A file"
                        + " that is saved is applied by itself; this tells what is wrong with it, and ends with that.");
    }

    @Override
    int run(Terminal terminal) throws IOException {
        boolean dry = dryRun.getValue();
        if (!dry && origins.<Boolean>getValue()) {
            throw usage("--origins goes with --dry-run");
        }
        SupervisorClient client = connection.open(dry ? Role.VIEWER : Role.OPERATOR);
        String text = String.valueOf(client.call(dry ? "checkConfig" : "reloadConfig"));
        if (text.startsWith(REFUSED)) {
            terminal.err().println("procmgr: the configuration " + Text.lines(text));
            return ExitStatus.FAILED;
        }
        for (String line : text.lines().toList()) {
            if (origins.<Boolean>getValue() || !line.startsWith(ORIGIN)) {
                terminal.out().println(Text.line(line));
            }
        }
        return ExitStatus.DONE;
    }
}
