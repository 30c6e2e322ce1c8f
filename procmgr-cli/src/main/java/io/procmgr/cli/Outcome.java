package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import java.util.Optional;

/**
 * What came of a command for one job.
 *
 * @param job its name
 * @param verdict {@code UNDER_WAY} if the time ran out
 * @param last what was last told of it; empty if it is not known any more
 * @param reason why it was missed, in words, or empty
 */
record Outcome(String job, Goal.Verdict verdict, Optional<JobSummary> last, String reason) {
    int exitStatus() {
        return switch (verdict) {
            case REACHED -> ExitStatus.DONE;
            case MISSED -> ExitStatus.FAILED;
            case UNDER_WAY -> ExitStatus.LATE;
        };
    }

    /** In one line. */
    String text() {
        String state = last.map(job -> job.state().name()).orElse("there is no such job any more");
        String pid = last.filter(job -> job.pid() > 0)
                .map(job -> ", pid " + job.pid())
                .orElse("");
        return switch (verdict) {
            case REACHED -> job + ": " + (last.isEmpty() ? "removed" : state + pid);
            case MISSED -> job + ": " + state + (reason.isEmpty() ? "" : ": " + reason);
            case UNDER_WAY -> job + ": still " + state + pid;
        };
    }

    /** The worst of several: a failure, then a time that ran out. */
    static int worst(int one, int other) {
        if (one == ExitStatus.FAILED || other == ExitStatus.FAILED) {
            return ExitStatus.FAILED;
        }
        return Math.max(one, other);
    }
}
