package io.procmgr.job;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A way by which alerts leave, judged. Secrets are not in it, only where they are; the address of a webhook can be one, so
 * that its text never tells values.
 *
 * @param name of a letter or digit, then letters, digits, {@code -} and {@code _}
 * @param type how it sends
 * @param values what is written, by key
 * @param command the words of {@link AlertKey#COMMAND}
 * @param origin where it is defined first
 */
public record AlertChannel(String name, Type type, Map<AlertKey, String> values, List<String> command, Origin origin) {
    static final String NAMES = "a channel is named by letters, digits, - and _, at most 64";
    private static final int LONGEST_NAME = 64;

    /** How it sends. */
    public enum Type {
        SMTP,
        WEBHOOK,
        COMMAND;

        /** As written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AlertChannel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        values = Map.copyOf(values);
        command = List.copyOf(command);
        Objects.requireNonNull(origin, "origin");
    }

    /** Whether a channel can be called so. */
    public static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && (i == 0 || c != '-' && c != '_')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }

    /** What is written, if anything is. */
    public Optional<String> written(AlertKey key) {
        return Optional.ofNullable(values.get(key));
    }

    /** What is written, or the default; empty text if there is none. */
    public String text(AlertKey key) {
        return values.getOrDefault(key, key.defaultValue());
    }

    /** The same as a duration. */
    public Duration duration(AlertKey key) {
        return Durations.of(text(key));
    }

    /** The same as a number. */
    public int number(AlertKey key) {
        return Integer.parseInt(text(key));
    }

    @Override
    public String toString() {
        return "alert channel " + name + " (" + type.word() + ", in " + origin + ")";
    }
}
