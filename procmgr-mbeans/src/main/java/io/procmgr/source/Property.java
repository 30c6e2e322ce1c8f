package io.procmgr.source;

import io.procmgr.job.Origin;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A property with its full key, such as {@code procmgr.jobs.web.command}.
 *
 * @param key with its prefix
 * @param value as it is, for the shell of a job that has one
 * @param origin where it is set
 * @param template the value with <code>${…}</code> in it, where {@code \$} is a plain dollar sign; empty if nothing is to be
 *     expanded any more
 */
public record Property(String key, String value, Origin origin, Optional<String> template) {
    public Property {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(template, "template");
    }

    /**
     * One that was not read from a file.
     *
     * @param literal whether nothing is to be expanded any more
     */
    public Property(String key, String value, Origin origin, boolean literal) {
        this(key, value, origin, literal ? Optional.empty() : Optional.of(value));
    }

    /**
     * The value with the variables put in, which are system properties, and environment variables behind them.
     *
     * @param problem is told what is wrong, such as a variable that there is not
     */
    public String expanded(Consumer<String> problem) {
        return template.isEmpty() ? value : new SystemVariables().expand(template.get(), problem);
    }
}
