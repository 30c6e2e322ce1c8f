package io.procmgr.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What of the door may be read without a token, if its host says so. Neither tells commands; health tells no names either. */
public enum PublicPart {
    /** {@code /health/live} and {@code /health/ready}. */
    HEALTH("health", HealthRoom.PATH),
    /** {@code /metrics}. */
    METRICS("metrics", MetricsRoom.PATH);

    private final String word;
    private final String path;

    PublicPart(String word, String path) {
        this.word = word;
        this.path = path;
    }

    String path() {
        return path;
    }

    /**
     * Reads their names.
     *
     * @throws IllegalArgumentException if one is not known; the message says what is allowed
     */
    public static Set<PublicPart> parse(List<String> words) {
        Set<PublicPart> parts = EnumSet.noneOf(PublicPart.class);
        for (String given : words) {
            parts.add(Arrays.stream(values())
                    .filter(part -> part.word.equals(given))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be some of "
                            + Arrays.stream(values()).map(part -> part.word).collect(Collectors.joining(", "))
                            + " (value=" + given + ")")));
        }
        return parts;
    }
}
