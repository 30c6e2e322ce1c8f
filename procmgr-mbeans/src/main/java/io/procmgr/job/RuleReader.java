package io.procmgr.job;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** When a job starts, what follows its end, and how it is ended. */
final class RuleReader {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*|\\s+");
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(10);
    private static final int HIGHEST_FACTOR = 1000;

    private final WrittenValues values;

    RuleReader(WrittenValues values) {
        this.values = values;
    }

    StartRule start() {
        boolean autostart = values.get(JobKey.AUTOSTART, true, Readers::bool);
        values.refuse(
                JobKey.WAIT,
                values.has(JobKey.AUTOSTART) && !autostart,
                "with autostart=false: only a job that starts with the supervisor holds others");
        return new StartRule(
                values.get(JobKey.ENABLED, true, Readers::bool),
                autostart,
                values.get(JobKey.ORDER, 0, text -> Numbers.integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
                values.get(JobKey.WAIT, false, Readers::bool),
                values.get(JobKey.START_SECONDS, Duration.ofSeconds(1), Durations::parse),
                values.get(JobKey.BOUNCE_EVERY, Durations::parse).filter(every -> !every.isZero()));
    }

    /** The rule; empty if one of its keys is wrong. */
    Optional<RestartRule> restart() {
        RestartRule.Policy policy = values.get(
                JobKey.RESTART, RestartRule.Policy.ALWAYS, text -> Readers.choice(RestartRule.Policy.class, text));
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
        Set<Integer> noRestart = codes(JobKey.NO_RESTART_EXIT_CODES, 33);
        Set<Integer> success = codes(JobKey.SUCCESS_EXIT_CODES, 0);
        Optional<Integer> maxFailures =
                values.get(JobKey.MAX_FAILURES, text -> Numbers.integer(text, 1, Integer.MAX_VALUE));
        Duration window = values.get(JobKey.FAILURE_WINDOW, FAILURE_WINDOW, Durations::moreThanZero);
        OptionalInt limit = maxFailures.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return backoff().map(backoff -> new RestartRule(policy, noRestart, success, backoff, limit, window));
    }

    StopRule stop() {
        return new StopRule(
                values.get(JobKey.STOP_SIGNAL, Signal.TERM, Readers::signal),
                values.get(JobKey.STOP_TIMEOUT, Duration.ofSeconds(10), Durations::parse),
                values.get(
                        JobKey.STOP_KILL, StopRule.Scope.SESSION, text -> Readers.choice(StopRule.Scope.class, text)));
    }

    List<String> tags() {
        String text = String.join(" ", values.words(JobKey.TAGS)).strip();
        List<String> tags = text.isEmpty() ? List.of() : List.of(SEPARATOR.split(text, -1));
        if (tags.contains("")) {
            values.error(JobKey.TAGS, "must be words with blanks or single commas between");
        }
        return tags;
    }

    private Optional<BackoffRule> backoff() {
        BackoffRule usual = values.pmtr() ? BackoffRule.PMTR : BackoffRule.PROCMGR;
        Optional<Duration> writtenInitial = values.get(JobKey.BACKOFF_INITIAL, Durations::parse);
        Optional<Duration> writtenMax = values.get(JobKey.BACKOFF_MAX, Durations::parse);
        Duration initial = writtenInitial.orElse(usual.initial());
        Duration max = writtenMax.orElse(usual.max());
        double factor =
                values.get(JobKey.BACKOFF_FACTOR, usual.factor(), text -> Numbers.decimal(text, 1, HIGHEST_FACTOR));
        double jitter = values.get(JobKey.BACKOFF_JITTER, usual.jitter(), text -> Numbers.decimal(text, 0, 1));
        Duration resetAfter = values.get(JobKey.BACKOFF_RESET_AFTER, usual.resetAfter(), Durations::parse);
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

    private Set<Integer> codes(JobKey key, int usual) {
        if (values.all(key).isEmpty()) {
            return Set.of(usual);
        }
        Set<Integer> codes = new LinkedHashSet<>();
        String text = String.join(" ", values.words(key)).strip();
        for (String code : text.isEmpty() ? new String[0] : SEPARATOR.split(text, -1)) {
            try {
                codes.add(Numbers.integer(code, 0, 255));
            } catch (BadValue wrong) {
                values.error(key, "each " + wrong.getMessage() + " (value=" + Problem.shown(code) + ")");
            }
        }
        return codes;
    }
}
