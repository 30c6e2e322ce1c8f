package io.procmgr.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** When a job starts, what follows its end, and how it is ended. */
final class RuleReader {
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(10);

    private static final Duration START_SECONDS = Duration.ofSeconds(1);
    private static final int NO_RESTART_CODE = 33;
    private static final int SUCCESS_CODE = 0;

    // most jobs write none of a rule's keys: they share one rule

    private static final Set<JobKey> START_KEYS = EnumSet.of(
            JobKey.ENABLED,
            JobKey.AUTOSTART,
            JobKey.ORDER,
            JobKey.WAIT,
            JobKey.START_SECONDS,
            JobKey.BOUNCE_EVERY,
            JobKey.PID_FILE);
    private static final StartRule START = new StartRule(true, true, 0, false, START_SECONDS, Optional.empty());

    private static final Set<JobKey> RESTART_KEYS = EnumSet.range(JobKey.RESTART, JobKey.FAILURE_WINDOW);
    private static final Optional<RestartRule> PROCMGR_RESTART = Optional.of(usual(BackoffRule.PROCMGR));
    private static final Optional<RestartRule> PMTR_RESTART = Optional.of(usual(BackoffRule.PMTR));

    private static final Set<JobKey> STOP_KEYS = EnumSet.range(JobKey.STOP_SIGNAL, JobKey.ON_HOST_DEATH);
    private static final StopRule STOP = new StopRule(Signal.TERM, Duration.ofSeconds(10), StopRule.Scope.SESSION);

    private static final StopRule PROFILE_STOP =
            new StopRule(STOP.signal(), STOP.timeout(), STOP.scope(), StopRule.OnShutdown.LEAVE);

    private final WrittenValues values;

    RuleReader(WrittenValues values) {
        this.values = values;
    }

    StartRule start() {
        if (values.hasNone(START_KEYS)) {
            return START;
        }
        boolean autostart = values.get(JobKey.AUTOSTART, Boolean.class, true);
        values.refuse(
                JobKey.WAIT,
                values.has(JobKey.AUTOSTART) && !autostart,
                "with autostart=false: only a job that starts with the supervisor holds others");
        return new StartRule(
                values.get(JobKey.ENABLED, Boolean.class, true),
                autostart,
                values.get(JobKey.ORDER, Integer.class, 0),
                values.get(JobKey.WAIT, Boolean.class, false),
                values.get(JobKey.START_SECONDS, Duration.class, startSeconds()),
                bounceEvery());
    }

    /** The rule; empty if one of its keys is wrong. */
    Optional<RestartRule> restart() {
        if (values.hasNone(RESTART_KEYS)) {
            return values.pmtr() ? PMTR_RESTART : PROCMGR_RESTART;
        }
        RestartRule.Policy policy = values.get(JobKey.RESTART, RestartRule.Policy.class, RestartRule.Policy.ALWAYS);
        boolean restarts = policy == RestartRule.Policy.ALWAYS || policy == RestartRule.Policy.ON_FAILURE;
        for (JobKey key : List.of(
                JobKey.BACKOFF_INITIAL,
                JobKey.BACKOFF_FACTOR,
                JobKey.BACKOFF_MAX,
                JobKey.BACKOFF_JITTER,
                JobKey.BACKOFF_RESET_AFTER,
                JobKey.MAX_FAILURES)) {
            values.refuse(key, !restarts, "on a job that is never restarted");
        }
        values.refuse(
                JobKey.NO_RESTART_EXIT_CODES,
                policy == RestartRule.Policy.ONCE,
                "with restart=once: any ending finishes the job");
        values.refuse(JobKey.FAILURE_WINDOW, values.all(JobKey.MAX_FAILURES).isEmpty(), "without max-failures");
        Set<Integer> noRestart =
                codes(JobKey.NO_RESTART_EXIT_CODES, values.profile() ? Set.of() : Set.of(NO_RESTART_CODE));
        Set<Integer> success = codes(JobKey.SUCCESS_EXIT_CODES, Set.of(SUCCESS_CODE));
        Optional<Integer> maxFailures = values.get(JobKey.MAX_FAILURES, Integer.class);
        Duration window = values.get(JobKey.FAILURE_WINDOW, Duration.class, FAILURE_WINDOW);
        OptionalInt limit = maxFailures.isPresent() ? OptionalInt.of(maxFailures.get()) : OptionalInt.empty();
        Optional<BackoffRule> backoff = backoff();
        return backoff.isPresent()
                ? Optional.of(new RestartRule(policy, noRestart, success, backoff.get(), limit, window))
                : Optional.empty();
    }

    StopRule stop() {
        if (values.hasNone(STOP_KEYS)) {
            return values.profile() ? PROFILE_STOP : STOP;
        }
        StopRule usual = values.profile() ? PROFILE_STOP : STOP;
        StopRule.OnShutdown onShutdown = values.get(JobKey.ON_SHUTDOWN, StopRule.OnShutdown.class, usual.onShutdown());
        values.refuse(
                JobKey.ON_HOST_DEATH,
                onShutdown == StopRule.OnShutdown.LEAVE
                        && values.get(JobKey.ON_HOST_DEATH, Execution.OnHostDeath.class)
                                .filter(Execution.OnHostDeath.KILL::equals)
                                .isPresent(),
                "as kill with on-shutdown=leave: it cannot both die with the supervisor and outlive it");
        return new StopRule(
                values.get(JobKey.STOP_SIGNAL, Signal.class, usual.signal()),
                values.get(JobKey.STOP_TIMEOUT, Duration.class, usual.timeout()),
                values.get(JobKey.STOP_KILL, StopRule.Scope.class, usual.scope()),
                onShutdown);
    }

    List<String> tags() {
        List<String> tags = items(JobKey.TAGS);
        if (tags.contains("")) {
            values.error(JobKey.TAGS, "must be words with blanks or single commas between");
        }
        return tags;
    }

    /**
     * Who is told of what.
     *
     * @param output empty if it could not be read
     */
    AlertRules alerts(Optional<OutputRule> output) {
        List<String> texts = values.words(JobKey.ALERTS_STDERR);
        List<AlertRule> rules = alertRules();
        if (rules.isEmpty() && texts.isEmpty()) {
            return AlertRules.NONE;
        }
        AlertRules alerts = new AlertRules(rules, texts);
        boolean lines = alerts.tell(AlertTrigger.STDERR);
        values.refuse(JobKey.ALERTS_STDERR, !lines, "unless alerts has the trigger stderr");
        if (texts.contains("")) {
            values.error(JobKey.ALERTS_STDERR, "must be texts that are not empty");
        }
        if (lines && output.isPresent() && !output.get().separatesErrors()) {
            values.error(
                    JobKey.ALERTS,
                    "cannot tell lines of standard error: it needs a file of its own; write log.error-file = separate, or a"
                            + " path (value=stderr)");
        }
        return alerts;
    }

    private List<AlertRule> alertRules() {
        List<String> words = items(JobKey.ALERTS);
        if (words.isEmpty() || words.equals(List.of("none"))) {
            return List.of();
        }
        Set<AlertRule> rules = new LinkedHashSet<>();
        for (String word : words) {
            try {
                rules.addAll(AlertRule.parse(word));
            } catch (BadValue wrong) {
                values.error(JobKey.ALERTS, wrong.getMessage() + " (value=" + Problem.shown(word) + ")");
            }
        }
        return List.copyOf(rules);
    }

    private static RestartRule usual(BackoffRule backoff) {
        return new RestartRule(
                RestartRule.Policy.ALWAYS,
                Set.of(NO_RESTART_CODE),
                Set.of(SUCCESS_CODE),
                backoff,
                OptionalInt.empty(),
                FAILURE_WINDOW);
    }

    /** A daemon is up when its command has ended and its pid is known. */
    private Duration startSeconds() {
        return values.all(JobKey.PID_FILE).isEmpty() ? START_SECONDS : Duration.ZERO;
    }

    private Optional<Duration> bounceEvery() {
        Optional<Duration> every = values.get(JobKey.BOUNCE_EVERY, Duration.class);
        return every.isPresent() && every.get().isZero() ? Optional.empty() : every;
    }

    private List<String> items(JobKey key) {
        return Texts.items(String.join(" ", values.words(key)).strip());
    }

    private Optional<BackoffRule> backoff() {
        BackoffRule usual = values.pmtr() ? BackoffRule.PMTR : BackoffRule.PROCMGR;
        Optional<Duration> writtenInitial = values.get(JobKey.BACKOFF_INITIAL, Duration.class);
        Optional<Duration> writtenMax = values.get(JobKey.BACKOFF_MAX, Duration.class);
        Duration initial = writtenInitial.orElse(usual.initial());
        Duration max = writtenMax.orElse(usual.max());
        double factor = values.get(JobKey.BACKOFF_FACTOR, Double.class, usual.factor());
        double jitter = values.get(JobKey.BACKOFF_JITTER, Double.class, usual.jitter());
        Duration resetAfter = values.get(JobKey.BACKOFF_RESET_AFTER, Duration.class, usual.resetAfter());
        values.refuse(
                JobKey.BACKOFF_MAX,
                values.has(JobKey.BACKOFF_FACTOR) && factor == 1 && max.compareTo(initial) > 0,
                "with backoff.factor=1: the delay never grows");
        if (max.compareTo(initial) >= 0) {
            return Optional.of(new BackoffRule(initial, factor, max, jitter, resetAfter));
        }
        JobKey culprit = writtenMax.isPresent() && (values.has(JobKey.BACKOFF_MAX) || writtenInitial.isEmpty())
                ? JobKey.BACKOFF_MAX
                : JobKey.BACKOFF_INITIAL;
        // where one of them could not be read there is nothing to compare
        if (writtenMax.isPresent() || values.all(JobKey.BACKOFF_MAX).isEmpty()) {
            values.error(
                    culprit,
                    "must leave backoff.initial at most backoff.max (backoff.initial=" + initial.toMillis()
                            + "ms, backoff.max=" + max.toMillis() + "ms)");
        }
        return Optional.empty();
    }

    private Set<Integer> codes(JobKey key, Set<Integer> usual) {
        if (values.all(key).isEmpty()) {
            return usual;
        }
        Set<Integer> codes = new LinkedHashSet<>();
        for (String code : items(key)) {
            try {
                codes.add(Numbers.integer(code, 0, 255));
            } catch (BadValue wrong) {
                values.error(key, "each " + wrong.getMessage() + " (value=" + Problem.shown(code) + ")");
            }
        }
        return codes;
    }
}
