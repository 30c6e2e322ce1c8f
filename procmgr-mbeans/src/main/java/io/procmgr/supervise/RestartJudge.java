package io.procmgr.supervise;

import io.procmgr.job.RestartRule;
import io.procmgr.job.RestartRule.Policy;
import io.procmgr.supervise.Situation.Cause;
import java.util.Set;

/**
 * Judges every end of a run, every failed launch and every start time-out, so that none can wedge a job. Pure.
 */
final class RestartJudge {
    private RestartJudge() {}

    /** Whether an ending with that cause counts as a failure, which is asked before it is judged. */
    static boolean isFailure(Cause cause, Ending ending, RestartRule rule) {
        return switch (cause) {
            case CYCLE -> false;
            case FAILURE -> true;
            case OWN -> ending.exit().isEmpty() || !isMeant(ending, rule) && !isSuccess(ending, rule);
        };
    }

    /**
     * The verdict.
     *
     * @param spent whether the failures, this one included, use up what {@code max-failures} allows
     */
    static Verdict judge(Goal goal, Cause cause, Ending ending, RestartRule rule, boolean spent) {
        String what = ending.exit().map(ExitStatus::toString).orElse("not launched");
        if (goal != Goal.UP) {
            return new Verdict(JobEvent.EXIT_HALTED, false, what + ", as asked");
        }
        if (cause == Cause.CYCLE) {
            return new Verdict(JobEvent.EXIT_RETRY, false, what + ", ended to start anew");
        }
        boolean failure = isFailure(cause, ending, rule);
        if (cause == Cause.OWN && ending.exit().isPresent()) {
            if (isMeant(ending, rule)) {
                return new Verdict(JobEvent.EXIT_DONE, failure, what + " finishes the job");
            }
            if (rule.policy() == Policy.ONCE) {
                return new Verdict(JobEvent.EXIT_DONE, failure, what + ", runs once");
            }
            if (isSuccess(ending, rule) && rule.policy() != Policy.ALWAYS) {
                return new Verdict(JobEvent.EXIT_DONE, false, what + " is success");
            }
        }
        if (rule.policy() == Policy.NEVER || rule.policy() == Policy.ONCE) {
            return new Verdict(JobEvent.EXIT_FATAL, failure, what + ", never restarted");
        }
        if (spent) {
            return new Verdict(
                    JobEvent.EXIT_FATAL,
                    failure,
                    what + ", failed " + rule.maxFailures().orElseThrow() + " times within "
                            + Durations.text(rule.failureWindow()));
        }
        return new Verdict(JobEvent.EXIT_RETRY, failure, what);
    }

    private static boolean isMeant(Ending ending, RestartRule rule) {
        return codeIn(ending, rule.noRestartCodes());
    }

    private static boolean isSuccess(Ending ending, RestartRule rule) {
        return codeIn(ending, rule.successCodes());
    }

    private static boolean codeIn(Ending ending, Set<Integer> codes) {
        return ending.exit()
                .filter(exit ->
                        exit.code().isPresent() && codes.contains(exit.code().getAsInt()))
                .isPresent();
    }
}
