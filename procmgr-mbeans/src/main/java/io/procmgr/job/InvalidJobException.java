package io.procmgr.job;

import java.util.List;
import java.util.stream.Collectors;

/** What a {@link JobBuilder} was told makes no job; the message lists every problem on a line of its own. */
public final class InvalidJobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidJobException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems. */
    public List<Problem> problems() {
        return problems;
    }
}
