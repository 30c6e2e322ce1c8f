package io.procmgr.job;

import java.util.List;
import java.util.Objects;

/**
 * A command that was written as one text, read in both ways: which of them counts depends on {@code shell}, which may be
 * written elsewhere.
 *
 * @param verbatim for a shell, which splits and expands it itself
 * @param words split and expanded
 * @param problems what is wrong with the words
 */
public record CommandText(String verbatim, List<String> words, List<String> problems) {
    public CommandText {
        Objects.requireNonNull(verbatim, "verbatim");
        words = List.copyOf(words);
        problems = List.copyOf(problems);
    }
}
