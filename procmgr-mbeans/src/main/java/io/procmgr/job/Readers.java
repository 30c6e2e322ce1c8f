package io.procmgr.job;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts to the types of the vocabulary that need no file of their own. */
final class Readers {
    private static final int LONGEST_ACCOUNT = 99;

    private Readers() {}

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

    /** A user or a group; whether there is one is seen at start (pmtr: {@code user}, at most 99 bytes). */
    static String account(String text) throws BadValue {
        boolean plain = text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == ':' || c == '/');
        if (text.isEmpty()
                || text.startsWith("-")
                || !plain
                || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ACCOUNT) {
            throw new BadValue("must be a name of 1 to " + LONGEST_ACCOUNT + " bytes without : and / and leading -");
        }
        return text;
    }

    static Signal signal(String text) throws BadValue {
        return Signal.parse(text).orElseThrow(() -> new BadValue("must be one of " + names(Signal.values())));
    }

    /** A constant in the form {@code on-failure}. */
    static <E extends Enum<E>> E choice(Class<E> type, String text) throws BadValue {
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(text)) {
                return constant;
            }
        }
        String allowed =
                Arrays.stream(type.getEnumConstants()).map(Readers::written).collect(Collectors.joining(", "));
        throw new BadValue("must be one of " + allowed);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    }
}
