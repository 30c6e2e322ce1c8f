package io.procmgr.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The written values of one job by key, read one key at a time; what is wrong with them is collected. A key that the
 * job writes hides the written default of that key.
 */
final class WrittenValues {
    /** Makes a value of the text. */
    interface Reader<T> {
        T read(String text) throws BadValue;
    }

    /** pmtr takes the last one of these. */
    private static final Set<JobKey> LAST_WINS_IN_PMTR = EnumSet.of(
            JobKey.USER, JobKey.NICE, JobKey.ORDER, JobKey.BOUNCE_EVERY, JobKey.ENABLED, JobKey.WAIT, JobKey.RESTART);

    /** pmtr applies all of these, in their order. */
    private static final Set<JobKey> ADDS_UP_IN_PMTR = EnumSet.of(JobKey.ENV, JobKey.LIMIT, JobKey.WATCH, JobKey.CPUS);

    private final RawJob job;
    private final Map<JobKey, List<RawValue>> written = new EnumMap<>(JobKey.class);
    private final Map<JobKey, List<RawValue>> defaults = new EnumMap<>(JobKey.class);
    private final List<Problem> problems = new ArrayList<>();

    WrittenValues(RawJob job) {
        this.job = job;
        job.values().forEach(value -> add(written, value));
        job.defaults().forEach(value -> add(defaults, value));
        written.forEach(this::refuseRepetitions);
    }

    private static void add(Map<JobKey, List<RawValue>> values, RawValue value) {
        values.computeIfAbsent(value.key(), key -> new ArrayList<>(1)).add(value);
    }

    private void refuseRepetitions(JobKey key, List<RawValue> values) {
        if (values.size() == 1 || pmtr() && (LAST_WINS_IN_PMTR.contains(key) || ADDS_UP_IN_PMTR.contains(key))) {
            return;
        }
        Map<String, RawValue> first = new HashMap<>();
        for (RawValue value : values) {
            RawValue earlier = first.putIfAbsent(value.qualifier(), value);
            if (earlier != null) {
                error(value, "is given twice, first in " + earlier.origin());
            }
        }
    }

    boolean pmtr() {
        return job.dialect() == Dialect.PMTR;
    }

    /** Whether the job itself says so, not a default written for all jobs. */
    boolean has(JobKey key) {
        return written.containsKey(key);
    }

    /** What the job says of this key, else what is written for all jobs; written defaults come first. */
    List<RawValue> all(JobKey key) {
        List<RawValue> own = written.getOrDefault(key, List.of());
        List<RawValue> common = defaults.getOrDefault(key, List.of());
        if (common.isEmpty() || !key.qualified()) {
            return own.isEmpty() ? common : own;
        }
        List<RawValue> all = new ArrayList<>(common);
        all.removeIf(one -> own.stream().anyMatch(other -> other.qualifier().equals(one.qualifier())));
        all.addAll(own);
        return all;
    }

    /** The value of a key that takes one text; empty if it is not written or wrong. */
    <T> Optional<T> get(JobKey key, Reader<T> reader) {
        Optional<T> last = Optional.empty();
        for (RawValue value : all(key)) {
            last = read(value, reader);
        }
        return last;
    }

    <T> T get(JobKey key, T fallback, Reader<T> reader) {
        return get(key, reader).orElse(fallback);
    }

    <T> Optional<T> read(RawValue value, Reader<T> reader) {
        String text = value.words().isEmpty() ? "" : value.words().get(0);
        try {
            if (value.words().size() > 1) {
                throw new BadValue("must be a single value");
            }
            return Optional.of(reader.read(Texts.checked(text)));
        } catch (BadValue wrong) {
            error(value, wrong.getMessage() + " (value=" + shown(value) + ")");
            return Optional.empty();
        }
    }

    /** The words of a key that takes several, of all places where it is written. */
    List<String> words(JobKey key) {
        List<String> words = new ArrayList<>();
        for (RawValue value : all(key)) {
            for (String word : value.words()) {
                words.add(word);
                try {
                    Texts.checked(word);
                } catch (BadValue wrong) {
                    error(value, wrong.getMessage() + " (value=" + shown(value) + ")");
                }
            }
        }
        return words;
    }

    void error(RawValue value, String message) {
        problems.add(Problem.error(value.origin(), job.name(), value.option(), message));
    }

    /** A problem with a key as a whole: told where the job writes it last. */
    void error(JobKey key, String message) {
        List<RawValue> values = all(key);
        error(values.get(values.size() - 1), message);
    }

    /** A problem with something that is not written at all. */
    void error(String option, String message) {
        problems.add(Problem.error(job.origin(), job.name(), option, message));
    }

    /** Refuses a key that the job itself writes although another one takes its effect away. */
    void refuse(JobKey key, boolean withoutEffect, String why) {
        if (withoutEffect && has(key)) {
            error(key, "has no effect " + why);
        }
    }

    boolean valid() {
        return problems.isEmpty();
    }

    List<Problem> problems() {
        problems.sort(Comparator.comparingInt(problem -> problem.origin().line()));
        return problems;
    }

    private static String shown(RawValue value) {
        return Problem.shown(String.join(" ", value.words()));
    }
}
