package io.procmgr.job;

import java.util.Objects;

/**
 * The name by which one instance of a template, or of a job with {@code instances}, is told from the others: 1 to 32 of
 * {@code A-Z a-z 0-9 _ -}, the first of them no {@code -}, which would make it an option of whatever program gets it as an
 * argument.
 *
 * @param value as written
 * @throws IllegalArgumentException if it is not of that form
 */
public record InstanceName(String value) {
    /** The longest, in characters. */
    public static final int MAX_LENGTH = 32;

    public InstanceName {
        Objects.requireNonNull(value, "value");
        if (!isOne(value)) {
            throw new IllegalArgumentException("the name of an instance has 1 to " + MAX_LENGTH
                    + " characters of A-Z a-z 0-9 _ - and does not begin with - (instance=" + Problem.shown(value)
                    + ")");
        }
    }

    static boolean isOne(String text) {
        boolean plain = !text.isEmpty() && text.length() <= MAX_LENGTH && text.charAt(0) != '-';
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
        }
        return plain;
    }

    @Override
    public String toString() {
        return value;
    }
}
