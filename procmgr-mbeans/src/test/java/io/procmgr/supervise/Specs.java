package io.procmgr.supervise;

import io.procmgr.job.BackoffRule;
import io.procmgr.job.Execution;
import io.procmgr.job.FileStamps;
import io.procmgr.job.InputSource;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.LogRule;
import io.procmgr.job.LogTarget;
import io.procmgr.job.Origin;
import io.procmgr.job.OutputRule;
import io.procmgr.job.RestartRule;
import io.procmgr.job.RestartRule.Policy;
import io.procmgr.job.Signal;
import io.procmgr.job.StartRule;
import io.procmgr.job.StopRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Definitions for tests: a plain pmtr job, changed one aspect at a time. */
record Specs(JobSpec spec) {
    static Specs job(String name) {
        Execution execution = new Execution(
                List.of("/bin/true"),
                false,
                false,
                Optional.empty(),
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                022,
                OptionalInt.of(0),
                new TreeSet<>(),
                List.of(),
                InputSource.NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new OutputRule(new LogTarget.Default(), new LogTarget.Default(), 0644),
                Execution.OnHostDeath.LEAVE);
        return new Specs(new JobSpec(
                new JobName(name),
                new Origin("jobs.conf", 1),
                "",
                List.of(),
                execution,
                new StartRule(true, true, 0, false, Duration.ofSeconds(1), Optional.empty()),
                new RestartRule(
                        Policy.ALWAYS,
                        Set.of(33),
                        Set.of(0),
                        BackoffRule.PMTR,
                        OptionalInt.empty(),
                        Duration.ofMinutes(10)),
                new StopRule(Signal.TERM, Duration.ofSeconds(10), StopRule.Scope.SESSION),
                LogRule.PMTR,
                Optional.empty(),
                FileStamps.NONE,
                List.of()));
    }

    Specs command(String... words) {
        Execution e = spec.execution();
        return new Specs(new JobSpec(
                spec.name(),
                spec.origin(),
                spec.description(),
                spec.tags(),
                new Execution(
                        List.of(words),
                        e.searchPath(),
                        e.shell(),
                        e.directory(),
                        e.environment(),
                        e.inheritEnvironment(),
                        e.user(),
                        e.group(),
                        e.umask(),
                        e.nice(),
                        e.cpus(),
                        e.limits(),
                        e.input(),
                        e.context(),
                        e.pidFile(),
                        e.socket(),
                        e.output(),
                        e.onHostDeath()),
                spec.start(),
                spec.restart(),
                spec.stop(),
                spec.log(),
                spec.reloadSignal(),
                spec.stamps(),
                spec.watch()));
    }

    Specs start(UnaryOperator<StartRule> change) {
        return with(change.apply(spec.start()), spec.restart(), spec.stop(), spec.watch());
    }

    Specs disabled() {
        return start(s -> new StartRule(false, s.autostart(), s.order(), s.hold(), s.startSeconds(), s.bounceEvery()));
    }

    Specs notAutostarted() {
        return start(s -> new StartRule(s.enabled(), false, s.order(), s.hold(), s.startSeconds(), s.bounceEvery()));
    }

    Specs order(int order) {
        return start(
                s -> new StartRule(s.enabled(), s.autostart(), order, s.hold(), s.startSeconds(), s.bounceEvery()));
    }

    Specs holding() {
        return start(
                s -> new StartRule(s.enabled(), s.autostart(), s.order(), true, s.startSeconds(), s.bounceEvery()));
    }

    Specs bounceEvery(Duration every) {
        return start(s ->
                new StartRule(s.enabled(), s.autostart(), s.order(), s.hold(), s.startSeconds(), Optional.of(every)));
    }

    Specs policy(Policy policy) {
        RestartRule r = spec.restart();
        return restart(new RestartRule(
                policy, r.noRestartCodes(), r.successCodes(), r.backoff(), r.maxFailures(), r.failureWindow()));
    }

    Specs maxFailures(int max) {
        RestartRule r = spec.restart();
        return restart(new RestartRule(
                r.policy(), r.noRestartCodes(), r.successCodes(), r.backoff(), OptionalInt.of(max), r.failureWindow()));
    }

    Specs backoff(BackoffRule rule) {
        RestartRule r = spec.restart();
        return restart(new RestartRule(
                r.policy(), r.noRestartCodes(), r.successCodes(), rule, r.maxFailures(), r.failureWindow()));
    }

    Specs restart(RestartRule rule) {
        return with(spec.start(), rule, spec.stop(), spec.watch());
    }

    Specs stop(StopRule rule) {
        return with(spec.start(), spec.restart(), rule, spec.watch());
    }

    Specs watching(Path... files) {
        return with(spec.start(), spec.restart(), spec.stop(), List.of(files));
    }

    private Specs with(StartRule start, RestartRule restart, StopRule stop, List<Path> watch) {
        return new Specs(new JobSpec(
                spec.name(),
                spec.origin(),
                spec.description(),
                spec.tags(),
                spec.execution(),
                start,
                restart,
                stop,
                spec.log(),
                spec.reloadSignal(),
                spec.stamps(),
                watch));
    }
}
