package io.procmgr.cli;

import io.procmgr.ProcessProperties;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import io.procmgr.notify.RecentLines;
import io.procmgr.os.ServiceManager;
import io.procmgr.rmi.RmiSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code procmgr run}: a supervisor in the foreground. */
final class RunCommand implements Callable<Integer> {
    static final String DAEMON = "--daemon";

    private static final Path SYSTEM_STATE = Path.of("/var/lib/procmgr");
    private static final Path SYSTEM_LOGS = Path.of("/var/log/procmgr");

    private final PositionalParamSpec paths = PositionalParamSpec.builder()
            .arity("0..*")
            .paramLabel("FILE|DIR")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description("Files in pmtr syntax, *.properties, *.job, or directories of such files.")
            .build();

    private final OptionSpec config = OptionSpec.builder("-c", "--config")
            .paramLabel("FILE|DIR")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description("The same; may be repeated.")
            .build();

    private final OptionSpec profiles = OptionSpec.builder("--profiles")
            .paramLabel("DIR")
            .type(Path.class)
            .description(
                    "A directory of profile directories, as ProcLaunch has them. With no other jobs HUP stops them all"
                            + " and ends with status 111, a second HUP at once; TERM and INT leave them running.")
            .build();

    private final OptionSpec scan = OptionSpec.builder("--scan")
            .paramLabel("JAR|DIR")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .splitRegex(File.pathSeparator)
            .description("Also runs the jobs that classes in this jar or directory define by @ManagedProcess; may be"
                    + " repeated, or several with ':' between. Files override single keys of them.")
            .build();

    private final OptionSpec state = OptionSpec.builder("--state")
            .paramLabel("DIR")
            .type(Path.class)
            .description("State directory, for one procmgr alone. As root /var/lib/procmgr, else"
                    + " $XDG_STATE_HOME/procmgr or ~/.local/state/procmgr.")
            .build();

    private final OptionSpec logDirectory = OptionSpec.builder("--log-dir")
            .paramLabel("DIR")
            .type(Path.class)
            .description("For the log files that jobs do not name themselves. By default 'log' in the state directory,"
                    + " and /var/log/procmgr beside /var/lib/procmgr.")
            .build();

    private final OptionSpec jmxPort = OptionSpec.builder("--jmx-port")
            .paramLabel("PORT")
            .type(Integer.class)
            .description(
                    "Also serve JMX by RMI there, for JConsole and the like; 0 is a free port. The user is viewer or"
                            + " operator, the password its token. By default there is none.")
            .build();

    private final OptionSpec jmxHost = OptionSpec.builder("--jmx-host")
            .paramLabel("HOST")
            .type(String.class)
            .description("Address for --jmx-port, 127.0.0.1 by default; beyond loopback it takes TLS by --http-config.")
            .build();

    private final OptionSpec reportSecret = OptionSpec.builder("--report-secret")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Holds the secret that seals the datagrams of 'report to' and 'listen on'; without it they do"
                    + " not leave this host.")
            .build();

    private final OptionSpec pidFile = OptionSpec.builder("-p", "--pid-file")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Holds the pid, locked, while procmgr runs.")
            .build();

    private final OptionSpec daemon = OptionSpec.builder(DAEMON)
            .type(boolean.class)
            .initialValue(false)
            .description("Run in the background, without a terminal, and return once all is up. The log goes to"
                    + " procmgr.log in the state directory.")
            .build();

    private final OptionSpec ifNotRunning = OptionSpec.builder("--if-not-running")
            .type(boolean.class)
            .initialValue(false)
            .description("End silently, with status 0, if another procmgr runs.")
            .build();

    private final OptionSpec logLevel = OptionSpec.builder("--log-level")
            .paramLabel("LEVEL")
            .type(LogLevel.class)
            .defaultValue("INFO")
            .description("Least level of procmgr's own log, on standard error: ${COMPLETION-CANDIDATES}.")
            .build();

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("run");
    private final HttpOptions http = new HttpOptions(spec);

    CommandSpec spec() {
        spec.addPositional(paths)
                .addOption(config)
                .addOption(profiles)
                .addOption(scan)
                .addOption(state)
                .addOption(logDirectory);
        http.add();
        spec.addOption(jmxPort)
                .addOption(jmxHost)
                .addOption(reportSecret)
                .addOption(pidFile)
                .addOption(daemon)
                .addOption(ifNotRunning)
                .addOption(logLevel);
        spec.usageMessage()
                .sortOptions(false)
                .description(
                        "Runs the jobs of these files, in the foreground unless told otherwise.",
                        "TERM and INT stop all jobs and end with status 0, HUP reads the files anew. A file that is"
                                + " saved is read anew as well.",
                        "")
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(statuses(
                        "stopped by TERM or INT, all jobs ended; with --daemon: it is up; with --if-not-running: another one"
                                + " runs",
                        "the files have errors, each told on standard error as file:line: job NAME: option: message;"
                                + " or a directory, file, jar or port cannot be used",
                        "the command line cannot be understood",
                        "another procmgr holds the state directory or the pid file"));
        return Main.withStandardOptions(spec);
    }

    @Override
    public Integer call() {
        List<Path> all = new ArrayList<>(RunCommand.<List<Path>>value(config).orElse(List.of()));
        all.addAll(Optional.<List<Path>>ofNullable(paths.getValue()).orElse(List.of()));
        Optional<Path> profileDirectory = value(profiles);
        List<Path> scanned = RunCommand.<List<Path>>value(scan).orElse(List.of());
        if (all.isEmpty() && profileDirectory.isEmpty() && scanned.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE|DIR'");
        }
        http.check();
        Path stateDirectory = RunCommand.<Path>value(state).orElseGet(StateDirectory::standard);
        boolean inBackground = daemon.getValue();
        if (inBackground && !Readiness.isAwaited()) {
            rmiSettings();
            return new Daemon(
                            stateDirectory,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .start();
        }
        Settings settings = ProcessProperties.aroundCommand(
                        Settings.of(all, stateDirectory).withoutApplication())
                .withLogDirectory(RunCommand.<Path>value(logDirectory)
                        .orElseGet(() ->
                                stateDirectory.equals(SYSTEM_STATE) ? SYSTEM_LOGS : stateDirectory.resolve("log")));
        Optional<Path> secret = value(reportSecret);
        if (secret.isPresent()) {
            settings = settings.withReportSecret(secret.get());
        }
        if (profileDirectory.isPresent()) {
            settings = settings.withProfiles(profileDirectory.get());
        }
        if (inBackground) {
            settings = settings.withOwnLog(Daemon.log(settings.stateDirectory()));
        }
        RecentLines ownLines = HouseLog.install(logLevel.getValue());
        Foreground foreground = new Foreground(
                settings.withOwnLines(ownLines),
                scanned,
                http,
                rmiSettings(),
                value(pidFile),
                ifNotRunning.getValue(),
                new ServiceState(ServiceManager.ofThisProcess()),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        return foreground.run();
    }

    private static Map<String, String> statuses(String... meanings) {
        Map<String, String> statuses = ExitStatus.list(meanings);
        statuses.put(
                Integer.toString(ExitStatus.HUNG_UP),
                "--profiles alone: stopped by HUP, all jobs ended, or left by a second HUP");
        return statuses;
    }

    private static <T> Optional<T> value(OptionSpec option) {
        return Optional.ofNullable(option.getValue());
    }

    private Optional<RmiSettings> rmiSettings() {
        Integer port = jmxPort.getValue();
        String host = jmxHost.getValue();
        if (port == null) {
            if (host != null) {
                throw new ParameterException(
                        spec.commandLine(), "Option '--jmx-host' means nothing without '--jmx-port'");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new RmiSettings(host == null ? "127.0.0.1" : host, port, Optional.empty()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--jmx-port': " + e.getMessage(), e);
        }
    }
}
