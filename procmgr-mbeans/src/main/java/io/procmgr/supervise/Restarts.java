package io.procmgr.supervise;

import io.procmgr.job.RestartRule;
import io.procmgr.supervise.Situation.Cause;
import java.time.Duration;

/** What the restart rule still has to remember of a job: its short runs in a row, and its failures in the window. */
final class Restarts {
    private final FailureWindow failures = new FailureWindow();
    private int attempts;

    /**
     * What follows an ending.
     *
     * @param verdict of the judge
     * @param delay before the next start; zero unless the verdict is to retry
     */
    record Decision(Verdict verdict, Duration delay) {}

    /** Judges an ending and counts it; time and chance are arguments. */
    Decision decide(Goal goal, Cause cause, Ending ending, RestartRule rule, long nanos, double chance) {
        boolean failure = goal == Goal.UP && RestartJudge.isFailure(cause, ending, rule);
        boolean spent = failure && failures.failedAt(nanos, rule);
        Verdict verdict = RestartJudge.judge(goal, cause, ending, rule, spent);
        boolean delayed = verdict.event() == JobEvent.EXIT_RETRY && cause != Cause.CYCLE;
        return new Decision(verdict, delayed ? delay(ending, rule, chance) : Duration.ZERO);
    }

    private Duration delay(Ending ending, RestartRule rule, double chance) {
        if (ending.ranFor().compareTo(rule.backoff().resetAfter()) >= 0) {
            attempts = 0;
        }
        return Backoff.delay(rule.backoff(), attempts++, ending.ranFor(), chance);
    }

    /** So many failures in a row were counted by an earlier supervisor. */
    void resume(int consecutive) {
        attempts = consecutive;
    }

    /** Forgives all. */
    void reset() {
        attempts = 0;
        failures.clear();
    }
}
