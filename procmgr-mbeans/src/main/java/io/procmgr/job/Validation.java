package io.procmgr.job;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a {@link RawJob}.
 *
 * @param spec the definition; empty if one of the problems is an error
 * @param problems all of them, in source order
 */
public record Validation(Optional<JobSpec> spec, List<Problem> problems) {
    public Validation {
        Objects.requireNonNull(spec, "spec");
        problems = List.copyOf(problems);
        boolean wrong = false;
        for (Problem problem : problems) {
            wrong |= problem.isError();
        }
        if (spec.isPresent() == wrong) {
            throw new IllegalArgumentException("a definition stands if and only if it has no error");
        }
    }
}
