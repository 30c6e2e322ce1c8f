package io.procmgr.os;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Gets words to a child unharmed. The JDK encodes arguments by the locale: under {@code LANG=C} all that is not ASCII
 * becomes a question mark. Such words travel as octal escapes and are put back by a shell.
 */
final class Words {
    /** Turns its arguments back, then becomes them. The dot keeps line ends at the end of a word. */
    private static final String DECODE = """
            _procmgr_left=$#
            while [ "$_procmgr_left" -gt 0 ]; do
              _procmgr_word=$(printf '%b.' "$1")
              shift
              set -- "$@" "${_procmgr_word%.}"
              _procmgr_left=$((_procmgr_left - 1))
            done
            exec "$@"
            """;

    private static final boolean UTF_8 = Charset.defaultCharset().equals(StandardCharsets.UTF_8)
            && "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    private final boolean transparent;

    Words() {
        this(UTF_8);
    }

    Words(boolean transparent) {
        this.transparent = transparent;
    }

    /** Whether the JDK passes this text on as its UTF-8 bytes. */
    boolean passes(String text) {
        return transparent || text.chars().allMatch(c -> c < 0x80);
    }

    /** A command that has the effect of this one and that the JDK passes on unharmed. */
    List<String> passable(List<String> command, String shell) {
        if (command.stream().allMatch(this::passes)) {
            return command;
        }
        List<String> words = new ArrayList<>(List.of(shell, "-c", DECODE, "sh"));
        command.forEach(word -> words.add(octal(word)));
        return words;
    }

    private static String octal(String word) {
        StringBuilder text = new StringBuilder();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b != '\\') {
                text.append((char) b);
            } else {
                text.append("\\0").append(String.format("%03o", b & 0xff));
            }
        }
        return text.toString();
    }
}
