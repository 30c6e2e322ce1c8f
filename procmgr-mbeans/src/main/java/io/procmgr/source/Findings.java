package io.procmgr.source;

import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import java.util.ArrayList;
import java.util.List;

/** The problems of one file as they are found. A file that is no definition at all is given up after a thousand. */
final class Findings {
    static final int MOST = 1000;

    private final String source;
    private final List<Problem> problems = new ArrayList<>();

    Findings(String source) {
        this.source = source;
    }

    Origin origin(int line) {
        return new Origin(source, line);
    }

    void error(int line, String option, String message) {
        add(Problem.error(origin(line), "", option, message));
    }

    void warning(int line, String option, String message) {
        add(Problem.warning(origin(line), "", option, message));
    }

    void add(Problem problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        } else if (problems.size() == MOST) {
            problems.add(Problem.error(
                    problem.origin(), "", "", "is not read further: the file has more than " + MOST + " problems"));
        }
    }

    boolean full() {
        return problems.size() > MOST;
    }

    int count() {
        return problems.size();
    }

    /** Gives the problems found since {@code count} the name of their job, which is known at its end only. */
    void nameJob(int count, String job) {
        for (int i = count; i < problems.size(); i++) {
            Problem found = problems.get(i);
            problems.set(i, new Problem(found.severity(), found.origin(), job, found.option(), found.message()));
        }
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
