package io.procmgr.cli;

import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code procmgr run}: a supervisor in the foreground. */
@Command(
        name = "run",
        description = {
            "Runs the jobs of these files in the foreground.",
            "TERM and INT stop all jobs and end with status 0, HUP reads the files anew. A file that is saved is read"
                    + " anew as well.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:stopped by TERM or INT, all jobs ended; with --if-not-running: another one runs",
            "1:the files have errors, each told on standard error as file:line: job NAME: option: message; or a"
                    + " directory, file or port cannot be used",
            "2:the command line cannot be understood",
            "3:another procmgr holds the state directory or the pid file"
        })
final class RunCommand implements Callable<Integer> {
    private static final Path SYSTEM_STATE = Path.of("/var/lib/procmgr");
    private static final Path SYSTEM_LOGS = Path.of("/var/log/procmgr");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|DIR",
            description = "Files in pmtr syntax, *.properties, *.job, or directories of such files.")
    private final List<Path> paths = new ArrayList<>();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE|DIR",
            description = "The same; may be repeated.")
    private final List<Path> config = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "State directory, for one procmgr alone. As root /var/lib/procmgr, else"
                    + " $XDG_STATE_HOME/procmgr or ~/.local/state/procmgr.")
    private Optional<Path> state;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description = "For the log files that jobs do not name themselves. By default 'log' in the state directory,"
                    + " and /var/log/procmgr beside /var/lib/procmgr.")
    private Optional<Path> logDirectory;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT|off",
            description = "Where the HTTP door listens: a loopback address; port 0 is a free one. By default"
                    + " 127.0.0.1:8778, or a free port if that is taken.")
    private Optional<String> http;

    @Option(
            names = {"-p", "--pid-file"},
            paramLabel = "FILE",
            description = "Holds the pid, locked, while procmgr runs.")
    private Optional<Path> pidFile;

    @Option(names = "--if-not-running", description = "End silently, with status 0, if another procmgr runs.")
    private boolean ifNotRunning;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "Least level of procmgr's own log, on standard error: ${COMPLETION-CANDIDATES}.")
    private LogLevel logLevel;

    @Override
    public Integer call() {
        List<Path> all = new ArrayList<>(config);
        all.addAll(paths);
        if (all.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE|DIR'");
        }
        Path stateDirectory = state.orElseGet(StateDirectory::standard);
        Settings settings = Settings.of(all, stateDirectory)
                .withLogDirectory(logDirectory.orElseGet(
                        () -> stateDirectory.equals(SYSTEM_STATE) ? SYSTEM_LOGS : stateDirectory.resolve("log")));
        HouseLog.install(logLevel);
        Foreground foreground = new Foreground(
                settings,
                httpAddress(),
                pidFile,
                ifNotRunning,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        return foreground.run();
    }

    private HttpAddress httpAddress() {
        try {
            return http.map(HttpAddress::parse).orElse(HttpAddress.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--http': " + e.getMessage(), e);
        }
    }
}
