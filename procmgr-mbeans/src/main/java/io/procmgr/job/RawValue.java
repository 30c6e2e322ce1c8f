package io.procmgr.job;

import java.util.List;
import java.util.Objects;

/**
 * One written value, not yet judged.
 *
 * @param key what it sets
 * @param qualifier the variable part of a key: the {@code PATH} of {@code env.PATH}, the {@code nofile} of
 *     {@code limit.nofile}; else empty
 * @param words the value, split into words; one word for a plain value
 * @param option the key as the user wrote it, for messages
 * @param origin where it was written
 */
public record RawValue(JobKey key, String qualifier, List<String> words, String option, Origin origin) {
    public RawValue {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(qualifier, "qualifier");
        Objects.requireNonNull(option, "option");
        Objects.requireNonNull(origin, "origin");
        words = List.copyOf(words);
    }
}
