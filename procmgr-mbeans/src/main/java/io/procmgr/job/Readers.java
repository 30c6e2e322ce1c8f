package io.procmgr.job;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;

/** What each key takes: texts to the types of the vocabulary. */
final class Readers {
    private static final int LONGEST_ACCOUNT = 99;
    private static final int HIGHEST_FACTOR = 1000;

    private Readers() {}

    /** Reads the text of a key that takes a single value. One table instead of a function for each key: it loads at once. */
    static Object read(JobKey key, String text) throws BadValue {
        return switch (key) {
            case DESCRIPTION, ENV, LIMIT -> text;
            case SHELL, INHERIT_ENV, SOCKET_ACCEPT, ENABLED, AUTOSTART, WAIT -> bool(text);
            case LOG_RELAY, LOG_COMPRESS, READINESS -> bool(text);
            case DIRECTORY, WATCH, PID_FILE -> path(text);
            case USER, GROUP -> account(text);
            case UMASK -> Numbers.mode(text);
            case NICE -> Numbers.integer(text, -20, 19);
            case MAIN_CLASS -> className(text);
            case CONTEXT -> JsonText.checked(text);
            case CPUS -> CpuList.parse(text);
            case STDIN -> input(text);
            case LOG_FILE -> target(text);
            case LOG_ERROR_FILE -> text.equals("separate") ? LogTarget.SEPARATE : target(text);
            case LOG_ROTATE -> choice(LogRotation.values(), text);
            case LOG_MAX_SIZE -> Sizes.parse(text, LogRule.SMALLEST);
            case LOG_MAX_AGE -> Durations.atLeastASecond(text);
            case LOG_KEEP -> Numbers.integer(text, 1, LogRule.MOST_KEPT);
            case RESTART -> choice(RestartRule.Policy.values(), text);
            case BACKOFF_FACTOR -> Numbers.decimal(text, 1, HIGHEST_FACTOR);
            case BACKOFF_JITTER -> Numbers.decimal(text, 0, 1);
            case SOCKET -> ListenAddress.parse(text);
            case MAX_FAILURES, SOCKET_MAX_CONNECTIONS -> Numbers.integer(text, 1, Integer.MAX_VALUE);
            case INSTANCES, MAX_INSTANCES -> Numbers.integer(text, 1, Template.MOST);
            case ORDER -> Numbers.integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case STOP_SIGNAL, RELOAD_SIGNAL -> signal(text);
            case STOP_KILL -> choice(StopRule.Scope.values(), text);
            case ON_SHUTDOWN -> choice(StopRule.OnShutdown.values(), text);
            case ON_HOST_DEATH -> choice(Execution.OnHostDeath.values(), text);
            case FAILURE_WINDOW, READY_TIMEOUT -> Durations.moreThanZero(text);
            case BACKOFF_INITIAL, BACKOFF_MAX, BACKOFF_RESET_AFTER, START_SECONDS, STOP_TIMEOUT, BOUNCE_EVERY ->
                Durations.parse(text);
            case COMMAND,
                    CLASS_PATH,
                    JVM_ARGS,
                    TAGS,
                    ALERTS,
                    ALERTS_STDERR,
                    NO_RESTART_EXIT_CODES,
                    SUCCESS_EXIT_CODES -> throw new IllegalArgumentException(key + " takes several words");
        };
    }

    static boolean bool(String text) throws BadValue {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadValue("must be true or false");
        };
    }

    static Path path(String text) throws BadValue {
        try {
            return Path.of(Texts.filled(text));
        } catch (InvalidPathException unencodable) {
            throw new BadValue("must be a path that this system can encode");
        }
    }

    /** As {@code java} takes it: names of Java with dots between. */
    private static String className(String text) throws BadValue {
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (begins ? !Character.isJavaIdentifierStart(c) : c != '.' && !Character.isJavaIdentifierPart(c)) {
                throw new BadValue("must be the full name of a class, such as com.example.Main");
            }
            begins = c == '.';
        }
        if (begins) {
            throw new BadValue("must be the full name of a class, such as com.example.Main");
        }
        return text;
    }

    private static InputSource input(String text) throws BadValue {
        return text.equals("pipe") ? InputSource.PIPE : new InputSource.File(path(text));
    }

    private static LogTarget target(String text) throws BadValue {
        return switch (text) {
            case "default" -> LogTarget.DEFAULT;
            case "none" -> LogTarget.NONE;
            case "inherit" -> LogTarget.INHERIT;
            default -> new LogTarget.File(path(text));
        };
    }

    /** A user or a group; whether there is one is seen at start (pmtr: {@code user}, at most 99 bytes). */
    private static String account(String text) throws BadValue {
        boolean plain = !text.isEmpty() && text.charAt(0) != '-';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain &= !Character.isISOControl(c) && c != ':' && c != '/';
        }
        if (!plain || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ACCOUNT) {
            throw new BadValue("must be a name of 1 to " + LONGEST_ACCOUNT + " bytes without : and / and leading -");
        }
        return text;
    }

    private static Signal signal(String text) throws BadValue {
        Signal signal = Signal.parse(text).orElse(null);
        if (signal == null) {
            StringJoiner names = new StringJoiner(", ");
            for (Signal one : Signal.values()) {
                names.add(one.name());
            }
            throw new BadValue("must be one of " + names);
        }
        return signal;
    }

    /** A constant in the form {@code on-failure}. */
    private static <E extends Enum<E>> E choice(E[] constants, String text) throws BadValue {
        StringJoiner allowed = new StringJoiner(", ");
        for (E constant : constants) {
            String written = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (written.equals(text)) {
                return constant;
            }
            allowed.add(written);
        }
        throw new BadValue("must be one of " + allowed);
    }
}
