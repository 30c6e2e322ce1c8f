package io.procmgr.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.BackoffRule;
import io.procmgr.job.RestartRule;
import io.procmgr.job.RestartRule.Policy;
import io.procmgr.supervise.Situation.Cause;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartJudgeTest {
    @ParameterizedTest
    @CsvSource({
        "ALWAYS,     0,  EXIT_RETRY, false",
        "ALWAYS,     1,  EXIT_RETRY, true",
        "ALWAYS,     33, EXIT_DONE,  false",
        "ON_FAILURE, 0,  EXIT_DONE,  false",
        "ON_FAILURE, 1,  EXIT_RETRY, true",
        "ON_FAILURE, 33, EXIT_DONE,  false",
        "NEVER,      0,  EXIT_DONE,  false",
        "NEVER,      1,  EXIT_FATAL, true",
        "NEVER,      33, EXIT_DONE,  false",
        "ONCE,       0,  EXIT_DONE,  false",
        "ONCE,       1,  EXIT_DONE,  true",
        "ONCE,       33, EXIT_DONE,  false",
    })
    void theJobsOwnExitIsJudgedByTheRule(Policy policy, int code, JobEvent event, boolean failure) {
        Verdict verdict = RestartJudge.judge(Goal.UP, Cause.OWN, exit(code), rule(policy), false);
        assertThat(verdict.event()).isEqualTo(event);
        assertThat(verdict.failure()).isEqualTo(failure);
        assertThat(verdict.reason()).startsWith("exit status " + code);
    }

    @ParameterizedTest
    @CsvSource({"ALWAYS, EXIT_RETRY", "ON_FAILURE, EXIT_RETRY", "NEVER, EXIT_FATAL", "ONCE, EXIT_FATAL"})
    void aFailedLaunchIsAFailureWhateverTheDoneRulesSay(Policy policy, JobEvent event) {
        Verdict verdict = RestartJudge.judge(Goal.UP, Cause.FAILURE, Ending.notLaunched(), rule(policy), false);
        assertThat(verdict.event()).isEqualTo(event);
        assertThat(verdict.failure()).isTrue();
    }

    @Test
    void whatWeEndedToStartAnewIsStartedAnewUnderEveryRuleAndIsNoFailure() {
        for (Policy policy : Policy.values()) {
            Verdict verdict = RestartJudge.judge(Goal.UP, Cause.CYCLE, exit(33), rule(policy), true);
            assertThat(verdict.event()).isEqualTo(JobEvent.EXIT_RETRY);
            assertThat(verdict.failure()).isFalse();
        }
    }

    @Test
    void aJobThatIsNotToBeUpComesToRestWhateverTheExit() {
        for (Goal goal : new Goal[] {Goal.DOWN, Goal.OFF, Goal.GONE}) {
            for (Cause cause : Cause.values()) {
                assertThat(RestartJudge.judge(goal, cause, exit(1), rule(Policy.ALWAYS), true)
                                .event())
                        .isEqualTo(JobEvent.EXIT_HALTED);
            }
        }
    }

    @Test
    void usedUpFailuresAreFatalAndToldWithTheirNumbers() {
        Verdict verdict = RestartJudge.judge(Goal.UP, Cause.OWN, exit(1), rule(Policy.ALWAYS), true);
        assertThat(verdict.event()).isEqualTo(JobEvent.EXIT_FATAL);
        assertThat(verdict.reason()).isEqualTo("exit status 1, failed 3 times within 10 min");
    }

    @Test
    void aSignalIsAFailure() {
        Ending ending = Ending.of(ExitStatus.signalled(11), Duration.ofSeconds(1));
        assertThat(RestartJudge.judge(Goal.UP, Cause.OWN, ending, rule(Policy.ON_FAILURE), false)
                        .event())
                .isEqualTo(JobEvent.EXIT_RETRY);
    }

    @Test
    void theWindowForgetsOldFailures() {
        FailureWindow window = new FailureWindow();
        RestartRule rule = rule(Policy.ALWAYS);
        long minute = Duration.ofMinutes(1).toNanos();
        assertThat(window.failedAt(0, rule)).isFalse();
        assertThat(window.failedAt(9 * minute, rule)).isFalse();
        assertThat(window.failedAt(11 * minute, rule)).isFalse();
        assertThat(window.failedAt(12 * minute, rule)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 160, 240", "1, 360, 440", "20, 27000, 33000"})
    void jitterStaysWithinItsShare(int attempts, long least, long most) {
        BackoffRule rule = new BackoffRule(
                Duration.ofMillis(200), 2, Duration.ofSeconds(30), attempts == 0 ? 0.2 : 0.1, Duration.ofSeconds(10));
        assertThat(Backoff.delay(rule, attempts, Duration.ZERO, 0)).isEqualTo(Duration.ofMillis(least));
        assertThat(Backoff.delay(rule, attempts, Duration.ZERO, 1)).isEqualTo(Duration.ofMillis(most));
    }

    @Test
    void aRunOfExactlyResetAfterIsFollowedAtOnce() {
        assertThat(Backoff.delay(BackoffRule.PMTR, 5, Duration.ofSeconds(10), 0.5))
                .isZero();
        assertThat(Backoff.delay(BackoffRule.PMTR, 5, Duration.ofMillis(9_999), 0.5))
                .isEqualTo(Duration.ofSeconds(10));
    }

    private static Ending exit(int code) {
        return Ending.of(ExitStatus.exited(code), Duration.ofSeconds(1));
    }

    private static RestartRule rule(Policy policy) {
        return new RestartRule(
                policy, Set.of(33), Set.of(0), BackoffRule.PROCMGR, OptionalInt.of(3), Duration.ofMinutes(10));
    }
}
