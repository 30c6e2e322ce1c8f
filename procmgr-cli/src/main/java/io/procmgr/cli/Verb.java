package io.procmgr.cli;

import io.procmgr.client.RequestRefusedException;
import io.procmgr.client.UnreachableException;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A subcommand that talks to a running supervisor: what all of them do alike with a failure. */
abstract class Verb implements Callable<Integer> {
    /** What the exit statuses of most verbs say. */
    static final String[] STATUSES = {
        "done; every job came to what was asked",
        "refused or failed: no such job, or one that did not come up",
        "the command line cannot be understood",
        "no procmgr runs there, it cannot be reached, or it does not take the token",
        "the time ran out"
    };

    private final CommandSpec spec;

    Verb(String name) {
        spec = CommandSpec.wrapWithoutInspection(this).name(name);
    }

    /** The subcommand, complete. */
    final CommandSpec spec() {
        return Main.withStandardOptions(spec);
    }

    /** For those who add options to it. */
    final CommandSpec own() {
        return spec;
    }

    /** What the help says, but for the options. */
    final void describe(String[] statuses, String... description) {
        String[] lines = new String[description.length + 1];
        System.arraycopy(description, 0, lines, 0, description.length);
        lines[description.length] = "";
        spec.usageMessage()
                .sortOptions(false)
                .description(lines)
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(ExitStatus.list(statuses));
    }

    /**
     * Does it.
     *
     * @return the exit status
     * @throws RequestRefusedException if the supervisor says no
     */
    abstract int run(Terminal terminal) throws IOException;

    @Override
    public final Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return run(Terminal.ofThisProcess(spec.commandLine().getOut(), err));
        } catch (UnreachableException e) {
            return failed(err, ExitStatus.NOT_REACHED, e);
        } catch (RequestRefusedException | IOException e) {
            return failed(err, ExitStatus.FAILED, e);
        }
    }

    private static int failed(PrintWriter err, int status, Exception e) {
        err.println("procmgr: " + Text.lines(String.valueOf(e.getMessage())));
        return status;
    }

    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
