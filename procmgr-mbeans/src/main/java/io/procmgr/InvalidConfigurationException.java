package io.procmgr;

import io.procmgr.job.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The definitions have errors; the message lists every problem on a line of its own. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems all of them, in source order */
    public InvalidConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in source order. */
    public List<Problem> problems() {
        return problems;
    }
}
