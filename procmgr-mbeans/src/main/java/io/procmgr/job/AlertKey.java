package io.procmgr.job;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The vocabulary of alert channels: each key stands behind {@code procmgr.alerts.<channel>.}. */
public enum AlertKey {
    TYPE("type", "smtp webhook command", "", "How alerts are sent; required.", "smtp webhook command"),
    DIGEST(
            "digest",
            "duration, 1s to 1d",
            "1m",
            "At most one message in so long a time; it tells of all that happened.",
            "smtp webhook command"),
    MAX_PER_HOUR("max-per-hour", "1 to 1000", "20", "The most messages within an hour.", "smtp webhook command"),
    TIMEOUT("timeout", "duration, 1s to 1m", "10s", "How long each step of sending may take.", "smtp webhook command"),
    HOST("host", "name", "localhost", "The mail server.", "smtp"),
    PORT("port", "1 to 65535", "25", "Its port.", "smtp"),
    TLS(
            "tls",
            "off starttls on",
            "starttls",
            "off only without a user or to this host; and off if neither host, user nor tls is given.",
            "smtp"),
    USER("user", "text", "", "Account at the mail server.", "smtp"),
    SESSION(
            "session",
            "JNDI name",
            "",
            "Mail session of the application server, such as java:jboss/mail/Default; in place of host.",
            "smtp"),
    FROM("from", "mail address", "", "The sender; required, for webhook with template mailgun.", "smtp webhook"),
    TO("to", "mail addresses", "", "Who gets it, commas between; required, for webhook with mailgun.", "smtp webhook"),
    URL(
            "url",
            "address",
            "",
            "http or https; may not hold a password. This, url-file or url-env is required.",
            "webhook"),
    URL_FILE(
            "url-file", "path", "", "File with the address, where that is a secret, as chat tools have it.", "webhook"),
    URL_ENV("url-env", "name", "", "Environment variable of the supervisor with the address.", "webhook"),
    TEMPLATE(
            "template",
            "json slack discord mailgun",
            "json",
            "Form of the message: json has all facts; slack is understood by Mattermost and Google Chat as well.",
            "webhook"),
    PASSWORD_FILE(
            "password-file",
            "path",
            "",
            "File with the password of user; with json a bearer token, with mailgun its key.",
            "smtp webhook"),
    PASSWORD_ENV("password-env", "name", "", "Environment variable of the supervisor with it.", "smtp webhook"),
    COMMAND(
            "command",
            "words",
            "",
            "Program and arguments, run with the facts in PROCMGR_ALERT_… variables; required.",
            "command");

    private final String key;
    private final String type;
    private final String defaultValue;
    private final String doc;
    private final Set<AlertChannel.Type> types = EnumSet.noneOf(AlertChannel.Type.class);

    AlertKey(String key, String type, String defaultValue, String doc, String types) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.doc = doc;
        for (AlertChannel.Type one : AlertChannel.Type.values()) {
            if (types.contains(one.word())) {
                this.types.add(one);
            }
        }
    }

    /** As written. */
    public String key() {
        return key;
    }

    /** What may be written, for people. */
    public String type() {
        return type;
    }

    /** What holds if it is not written; empty if there is nothing. */
    public String defaultValue() {
        return defaultValue;
    }

    /** One sentence or two. */
    public String doc() {
        return doc;
    }

    /** Whether it means something for such a channel. */
    public boolean isOf(AlertChannel.Type channel) {
        return types.contains(channel);
    }

    /** The key of exactly this text. */
    public static Optional<AlertKey> parse(String text) {
        for (AlertKey key : values()) {
            if (key.key.equals(text)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
