package io.procmgr;

import java.util.Locale;
import java.util.Optional;

/**
 * The vocabulary of properties that are about the supervisor and not about one job. As an environment variable a key is
 * written in upper case, with {@code _} in place of what is no letter and no digit.
 */
public enum SettingKey {
    ENABLED("procmgr.enabled", "boolean", "true", "false: nothing is started, no MBean is registered."),
    APP(
            "procmgr.app",
            "text",
            "the application's name",
            "Key app of the ObjectNames, and the name of the state directory."),
    CONFIG("procmgr.config", "paths", "", "Files and directories that define jobs, with blanks or commas between."),
    PROFILES("procmgr.profiles", "path", "", "A directory of profile directories, as ProcLaunch has them."),
    STATE_DIR(
            "procmgr.state-dir",
            "path",
            "<server data directory>/procmgr/<app>",
            "What belongs to this supervisor alone: records of processes, tokens."),
    LOG_DIR("procmgr.log-dir", "path", "<state-dir>/log", "Log files that jobs do not name themselves."),
    SHUTDOWN_TIMEOUT("procmgr.shutdown-timeout", "duration", "25s", "How long a stop of all jobs may take."),
    HTTP_HOST("procmgr.http.host", "address", "127.0.0.1", "Loopback address of the HTTP door."),
    HTTP_PORT(
            "procmgr.http.port",
            "0 to 65535",
            "",
            "Port of the HTTP door; 0: any free one. Without it there is no door."),
    HTTP_PUBLIC(
            "procmgr.http.public",
            "health, metrics",
            "",
            "What the HTTP door shows without a token: neither tells a command, health no name either."),
    JMX_HOST("procmgr.jmx.host", "address", "127.0.0.1", "Loopback address of JMX by RMI."),
    JMX_PORT("procmgr.jmx.port", "0 to 65535", "", "Port of JMX by RMI; 0: any free one. Without it there is none."),
    HTTP_USERS(
            "procmgr.http.users",
            "path",
            "",
            "File of users with passwords or certificates, in addition to the tokens; of mode 0600."),
    REPORT_SECRET_FILE(
            "procmgr.report.secret-file",
            "path",
            "",
            "File with the secret that seals pmtr's datagrams beyond this host."),
    JOB_NAMES("procmgr.job-names", "words", "", "Jobs that environment variables alone define: their names lose case.");

    private final String key;
    private final String type;
    private final String defaultValue;
    private final String doc;

    SettingKey(String key, String type, String defaultValue, String doc) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.doc = doc;
    }

    /** As written in a property, for example {@code procmgr.state-dir}. */
    public String key() {
        return key;
    }

    /** As written as an environment variable, for example {@code PROCMGR_STATE_DIR}. */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** What may be written, for people. */
    public String type() {
        return type;
    }

    /** What holds if it is not written, for people; empty if there is nothing. */
    public String defaultValue() {
        return defaultValue;
    }

    /** One sentence or two. */
    public String doc() {
        return doc;
    }

    /** The key of exactly this text. */
    public static Optional<SettingKey> parse(String text) {
        for (SettingKey key : values()) {
            if (key.key.equals(text)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
