package io.procmgr.job;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One written value, not yet judged.
 *
 * @param key what it sets
 * @param qualifier the variable part of a key: the {@code PATH} of {@code env.PATH}, the {@code nofile} of
 *     {@code limit.nofile}; else empty
 * @param words the value, split into words; one word for a plain value
 * @param option the key as the user wrote it, for messages
 * @param origin where it was written
 * @param text of a command that was written as one text: decides in place of {@code words}
 * @param layer the higher, the later: where values of several places exclude each other, those of the highest layer hold
 */
public record RawValue(
        JobKey key,
        String qualifier,
        List<String> words,
        String option,
        Origin origin,
        Optional<CommandText> text,
        int layer) {
    public RawValue {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(qualifier, "qualifier");
        Objects.requireNonNull(option, "option");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(text, "text");
        words = List.copyOf(words);
    }

    /** A value that can be read in one way only. */
    public RawValue(JobKey key, String qualifier, List<String> words, String option, Origin origin) {
        this(key, qualifier, words, option, origin, Optional.empty());
    }

    /** A value of the only layer. */
    public RawValue(
            JobKey key,
            String qualifier,
            List<String> words,
            String option,
            Origin origin,
            Optional<CommandText> text) {
        this(key, qualifier, words, option, origin, text, 0);
    }

    /** The same value in that layer. */
    public RawValue inLayer(int other) {
        return new RawValue(key, qualifier, words, option, origin, text, other);
    }

    /** The same value with other words. */
    RawValue with(List<String> others, Optional<CommandText> otherText) {
        return new RawValue(key, qualifier, others, option, origin, otherText, layer);
    }

    /** The same value, written in another place. */
    public RawValue at(Origin place) {
        return new RawValue(key, qualifier, words, option, place, text, layer);
    }

    /** Whether it sets the same as another one, which it therefore overrides. */
    public boolean setsSame(RawValue other) {
        return key == other.key && qualifier.equals(other.qualifier);
    }
}
