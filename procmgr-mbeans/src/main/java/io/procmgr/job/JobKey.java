package io.procmgr.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The vocabulary of job definitions: every key, in every dialect. As a property a key stands behind
 * {@code procmgr.jobs.<name>.}; a key that ends in {@code .} takes a name of its own, as in {@code env.PATH}.
 */
public enum JobKey {
    COMMAND("command", "words", "required", "The program and its arguments. Without / it is looked up in PATH."),
    MAIN_CLASS("main-class", "class name", "", "A Java class with main, run in place of a command."),
    CLASS_PATH(
            "class-path",
            "paths",
            "the application's",
            "Jars and directories of main-class; lib/* stands for all jars in lib."),
    JVM_ARGS("jvm-args", "words", "", "Options of the Java that runs main-class, such as -Xmx64m."),
    CONTEXT("context", "JSON", "", "Handed over in a file that PROCMGR_CONTEXT names."),
    SHELL("shell", "boolean", "false", "Run the command, one text, by /bin/sh -c."),
    DESCRIPTION("description", "text", "", "What the job is for."),
    TAGS("tags", "words", "", "For @tag selectors."),
    DIRECTORY("directory", "path", "/", "Working directory."),
    ENV("env.", "text", "", "An environment variable."),
    INHERIT_ENV("inherit-env", "boolean", "true", "Pass the supervisor's own environment on."),
    USER("user", "name", "", "Account of the process; sets its groups, and HOME, USER, LOGNAME, SHELL unless given."),
    GROUP("group", "name", "", "Group in place of the user's own."),
    UMASK("umask", "octal", "022", "File mode creation mask."),
    NICE("nice", "-20 to 19", "", "Scheduling priority, absolute."),
    CPUS("cpus", "list or mask", "", "Processors that may run it: 0,2-4 or 0x1d."),
    LIMIT("limit.", "number or infinity", "", "A resource limit by its name in prlimit, in the kernel's unit."),
    STDIN("stdin", "path or pipe", "/dev/null", "File for standard input; pipe: the lines that writeLine writes."),
    SOCKET(
            "socket",
            "port, address:port or path",
            "",
            "Listened on by the supervisor; the socket is descriptor 3 of the job."),
    SOCKET_ACCEPT(
            "socket.accept", "boolean", "false", "Run the command for each connection, which is its descriptor 3."),
    SOCKET_MAX_CONNECTIONS(
            "socket.max-connections", "number, 1 or more", "100", "Connections served at once with socket.accept."),
    LOG_FILE(
            "log.file",
            "path default none inherit",
            "<log-dir>/<name>.log",
            "Where standard output goes; inherit: where the supervisor's own goes."),
    LOG_ERROR_FILE(
            "log.error-file",
            "path default separate none inherit",
            "as log.file",
            "Where standard error goes; separate: <log-dir>/<name>.err."),
    LOG_ROTATE(
            "log.rotate",
            "collapse reopen copy-truncate off",
            "collapse",
            "How log files are rotated; reopen needs reload.signal. In pmtr syntax, a file that the job names: off."),
    LOG_MAX_SIZE("log.max-size", "size, 64k or more", "10m", "A log file so large is rotated."),
    LOG_MAX_AGE("log.max-age", "duration, 1s or more", "", "A log file last rotated so long ago is rotated."),
    LOG_KEEP("log.keep", "1 to 1000", "5", "How many archives of each log file are kept."),
    LOG_COMPRESS("log.compress", "boolean", "false", "Compress archives with gzip."),
    LOG_RELAY(
            "log.relay",
            "boolean",
            "false",
            "Also write each line into the supervisor's own log. In pmtr syntax, what goes to no file of its own: true."),
    ENABLED("enabled", "boolean", "true", "A disabled job is not started by anything."),
    AUTOSTART("autostart", "boolean", "true", "Start it with the supervisor."),
    RESTART("restart", "always on-failure never once", "always", "Which endings are followed by a restart."),
    NO_RESTART_EXIT_CODES("no-restart-exit-codes", "numbers", "33", "Exit codes that finish the job."),
    SUCCESS_EXIT_CODES("success-exit-codes", "numbers", "0", "Exit codes that count as success."),
    BACKOFF_INITIAL("backoff.initial", "duration", "200ms", "First delay before a restart."),
    BACKOFF_FACTOR("backoff.factor", "number, 1 or more", "2", "By which each further delay grows."),
    BACKOFF_MAX("backoff.max", "duration", "30s", "The longest delay."),
    BACKOFF_JITTER("backoff.jitter", "0 to 1", "0.1", "Share of the delay added or taken at random."),
    BACKOFF_RESET_AFTER("backoff.reset-after", "duration", "10s", "After a run so long the restart is at once."),
    MAX_FAILURES("max-failures", "number, 1 or more", "", "So many failures within failure-window: FAILED."),
    FAILURE_WINDOW("failure-window", "duration", "10m", "The window in which failures are counted."),
    ORDER("order", "integer", "0", "Place in the start sequence, ascending."),
    WAIT("wait", "boolean", "false", "Hold later jobs until this one has ended once."),
    START_SECONDS(
            "start-seconds", "duration", "1s", "Alive for so long, a process counts as running; with pid-file 0s."),
    INSTANCES("instances", "1 to 1000", "", "So many of it, named NAME@1, NAME@2 and so on; %i is the number, %% a %."),
    MAX_INSTANCES(
            "max-instances",
            "1 to 1000",
            "100",
            "How many instances of a template, a job whose name ends in @, there may be."),
    PID_FILE("pid-file", "path", "", "The command goes to the background and its process writes its pid here."),
    READY_TIMEOUT("ready.timeout", "duration, more than 0", "60s", "How long a job with pid-file may take to come up."),
    STOP_SIGNAL("stop.signal", "signal", "TERM", "Asks the process to end."),
    STOP_TIMEOUT("stop.timeout", "duration", "10s", "How long it may take before KILL."),
    STOP_KILL("stop.kill", "session process", "session", "Who gets the signals."),
    ON_SHUTDOWN("on-shutdown", "stop leave", "stop", "leave: it lives on, and the next supervisor takes it over."),
    ON_HOST_DEATH("on-host-death", "leave kill", "leave", "kill: its main process dies with a supervisor that dies."),
    RELOAD_SIGNAL("reload.signal", "signal", "", "Makes the process re-read its own configuration."),
    WATCH("watch", "paths", "", "Files whose change of content restarts the job, or gets it its reload.signal."),
    BOUNCE_EVERY("bounce-every", "duration", "", "End and start it anew at this age; 0s: never."),
    READINESS(
            "readiness",
            "boolean",
            "false",
            "/health/ready and MicroProfile Health say ready only while the job is up, or has finished as it was meant to."),
    ALERTS(
            "alerts",
            "channel or channel:trigger",
            "",
            "Who is told, and of what: exit, failed, back-off, recovered, stderr; without a trigger of failed, back-off and"
                    + " recovered. none: nobody."),
    ALERTS_STDERR(
            "alerts.stderr",
            "texts",
            "",
            "With the trigger stderr: a line of standard error is told only if it has one of these.");

    private static final Map<String, JobKey> BY_KEY = new HashMap<>();

    static {
        for (JobKey key : values()) {
            BY_KEY.put(key.key, key);
        }
    }

    private final String key;
    private final String type;
    private final String defaultValue;
    private final String doc;

    JobKey(String key, String type, String defaultValue, String doc) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.doc = doc;
    }

    /** As written in a property, for example {@code stop.timeout}; ends in {@code .} if it takes a name of its own. */
    public String key() {
        return key;
    }

    /** What may be written, for people. */
    public String type() {
        return type;
    }

    /** What holds if it is not written in procmgr's own dialect, for people. */
    public String defaultValue() {
        return defaultValue;
    }

    /** One sentence. */
    public String doc() {
        return doc;
    }

    /** Whether a name follows, as in {@code env.PATH}. */
    public boolean qualified() {
        return key.endsWith(".");
    }

    /** The key of exactly this text, or the qualified key that it begins with. */
    public static Optional<JobKey> parse(String text) {
        int dot = text.indexOf('.') + 1;
        boolean named = dot > 0 && dot < text.length();
        JobKey qualified = named ? BY_KEY.get(text.substring(0, dot)) : null;
        JobKey key = qualified == null ? BY_KEY.get(text) : qualified;
        return key == null || key.qualified() && !named ? Optional.empty() : Optional.of(key);
    }
}
