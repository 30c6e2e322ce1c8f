package io.procmgr.cli;

import io.procmgr.job.JobKey;
import java.util.ArrayList;
import java.util.List;

/** Writes what a {@code .job} file says, so that it is read as it was meant: quotes, backslashes and {@code ${} are text. */
final class JobFileText {
    private final List<String> lines = new ArrayList<>();

    /** A key with its value as it stands in a file, but for escapes. */
    JobFileText put(String key, String value) {
        lines.add(key + " = " + escaped(value));
        return this;
    }

    /** The command. A {@code shell} command is one text, which the shell takes apart; others are words. */
    JobFileText command(List<String> words, boolean shell) {
        List<String> quoted = new ArrayList<>(words.size());
        for (String word : words) {
            quoted.add(shell ? word : quoted(word));
        }
        return put(JobKey.COMMAND.key(), String.join(" ", quoted));
    }

    /** A word that is one word again when it is read. */
    static String quoted(String word) {
        boolean plain =
                !word.isEmpty() && word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'');
        return plain ? word : "'" + word.replace("'", "'\"'\"'") + "'";
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\f' -> text.append("\\f");
                case '$' -> text.append(value.startsWith("${", i) ? "\\$" : "$");
                case ' ' -> text.append(i == 0 ? "\\ " : " ");
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "# written by procmgr add\n" + String.join("\n", lines) + "\n";
    }
}
