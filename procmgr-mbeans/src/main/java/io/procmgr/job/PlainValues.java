package io.procmgr.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads settings that are no keys of a job by the same rules. Each throws, with what would be right as the message. */
public final class PlainValues {
    /** Reads one text. */
    private interface Reader<T> {
        T read() throws BadValue;
    }

    private PlainValues() {}

    /** {@code true} or {@code false}. */
    public static boolean bool(String text) {
        return read(() -> Readers.bool(text));
    }

    /** {@code 500ms 10s 5m 1h 1d}, or ISO-8601. */
    public static Duration duration(String text) {
        return read(() -> Durations.parse(text));
    }

    /** A whole number of that range. */
    public static int integer(String text, int least, int most) {
        return read(() -> Numbers.integer(text, least, most));
    }

    /** A path that is not empty. */
    public static Path path(String text) {
        return read(() -> Readers.path(Texts.checked(text)));
    }

    /** A text that is not empty. */
    public static String text(String text) {
        return read(() -> Texts.filled(Texts.checked(text)));
    }

    /** Words with blanks or single commas between. */
    public static List<String> words(String text) {
        List<String> words = Texts.items(text);
        if (words.contains("")) {
            throw new IllegalArgumentException("must be words with blanks or single commas between");
        }
        return words;
    }

    private static <T> T read(Reader<T> reader) {
        try {
            return reader.read();
        } catch (BadValue wrong) {
            throw new IllegalArgumentException(wrong.getMessage());
        }
    }
}
