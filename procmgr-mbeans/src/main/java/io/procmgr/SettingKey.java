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
    HTTP_HOST("procmgr.http.host", "address", "127.0.0.1", "Address of the HTTP door; beyond loopback it takes TLS."),
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
    HTTP_TLS("procmgr.http.tls", "external", "", "external: a proxy before the HTTP door does TLS."),
    HTTP_TLS_KEY_STORE(
            "procmgr.http.tls.key-store",
            "path",
            "",
            "PKCS12 or JKS with the private key and certificates of the HTTP door, which then does TLS 1.2 and 1.3."),
    HTTP_TLS_KEY_STORE_PASSWORD_FILE(
            "procmgr.http.tls.key-store-password-file", "path", "", "File with its password, of mode 0600."),
    HTTP_TLS_TRUST_STORE(
            "procmgr.http.tls.trust-store",
            "path",
            "",
            "PKCS12 or JKS with the authorities whose client certificates are taken."),
    HTTP_TLS_TRUST_STORE_PASSWORD_FILE(
            "procmgr.http.tls.trust-store-password-file", "path", "", "File with its password, of mode 0600."),
    HTTP_TLS_CLIENT_AUTH(
            "procmgr.http.tls.client-auth",
            "none, want, need",
            "none",
            "Client certificates: want, who shows one is let in as the user file says; need, and nobody without one but"
                    + " from this host."),
    HTTP_ALLOWED_HOSTS(
            "procmgr.http.allowed-hosts",
            "words",
            "",
            "Names under which the HTTP door may be addressed, with a port or without, beside its addresses."),
    HTTP_ALLOWED_ORIGINS(
            "procmgr.http.allowed-origins",
            "words",
            "",
            "Origins of foreign pages that may send requests, such as https://portal.example.com."),
    JMX_HOST(
            "procmgr.jmx.host",
            "address",
            "127.0.0.1",
            "Address of JMX by RMI; beyond loopback it takes TLS, with the keys of the HTTP door."),
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
