package io.procmgr.cli;

import io.procmgr.ProcMgr;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code procmgr}. */
@Command(
        name = "procmgr",
        description = "Starts programs, keeps them running, and shows each as an MBean.",
        subcommands = {RunCommand.class, CheckCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Try 'procmgr COMMAND --help'."})
public final class Main {
    private Main() {}

    /** Runs the command, and ends the JVM with its exit status unless that is 0. */
    public static void main(String[] args) {
        int status = commandLine().execute(args);
        if (status != ExitStatus.DONE) {
            System.exit(status);
        }
    }

    /** Messages are UTF-8 whatever the locale: names of jobs and files would be lost in the C locale. */
    private static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"procmgr " + ProcMgr.version() + ", Java " + Runtime.version()};
        }
    }
}
