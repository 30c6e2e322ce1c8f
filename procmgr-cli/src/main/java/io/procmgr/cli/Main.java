package io.procmgr.cli;

import io.procmgr.ProcMgr;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command {@code procmgr}. Commands and options are described by calls, not by annotations: reading those takes longer
 * than all else that happens before the first job.
 */
public final class Main {
    private static final String RUN = "run";

    private Main() {}

    /** Runs the command, and ends the JVM with its exit status unless that is 0. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(RUN) && !startsDaemon(args)) {
            ProcMgr.warmUp();
        }
        int status = commandLine(args.length > 0 ? args[0] : "").execute(args);
        if (status != ExitStatus.DONE) {
            System.exit(status);
        }
    }

    /** Whether it is another JVM that will run the jobs. */
    private static boolean startsDaemon(String[] args) {
        return List.of(args).contains(RunCommand.DAEMON) && !Readiness.isAwaited();
    }

    /**
     * The command. If the first word names a subcommand, that one alone is described: to describe all takes as long as to
     * load the classes of one.
     *
     * <p>Messages are UTF-8 whatever the locale: names of jobs and files would be lost in the C locale.
     */
    static CommandLine commandLine(String first) {
        CommandSpec spec = CommandSpec.create().name("procmgr");
        Subcommands.add(spec, first);
        withStandardOptions(spec);
        spec.usageMessage()
                .description("Starts programs, keeps them running, and shows each as an MBean.")
                .synopsisSubcommandLabel("COMMAND")
                .footer("", "Try 'procmgr COMMAND --help'.");
        return new CommandLine(spec)
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** {@code --help} and {@code --version}, after all other options. */
    static CommandSpec withStandardOptions(CommandSpec spec) {
        return spec.versionProvider(new Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }

    /** No lambda: class data sharing keeps no lambda of an interface as old as picocli's. */
    private static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"procmgr " + ProcMgr.version() + ", Java " + Runtime.version()};
        }
    }
}
