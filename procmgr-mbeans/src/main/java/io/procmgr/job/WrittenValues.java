package io.procmgr.job;

import java.util.ArrayList;
import java.util.Collections;
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
    /** pmtr takes the last one of these. */
    private static final Set<JobKey> LAST_WINS_IN_PMTR = EnumSet.of(
            JobKey.USER, JobKey.NICE, JobKey.ORDER, JobKey.BOUNCE_EVERY, JobKey.ENABLED, JobKey.WAIT, JobKey.RESTART);

    /** pmtr applies all of these, in their order. */
    private static final Set<JobKey> ADDS_UP_IN_PMTR = EnumSet.of(JobKey.ENV, JobKey.LIMIT, JobKey.WATCH, JobKey.CPUS);

    private final RawJob job;
    private final int top;
    private final Map<JobKey, List<RawValue>> written = new EnumMap<>(JobKey.class);
    private final Map<JobKey, List<RawValue>> defaults = new EnumMap<>(JobKey.class);
    private final List<Problem> problems = new ArrayList<>();

    WrittenValues(RawJob job) {
        this.job = job;
        int highest = 0;
        for (RawValue value : job.values()) {
            highest = Math.max(highest, value.layer());
        }
        this.top = highest;
        add(written, job.values());
        add(defaults, job.defaults());
        for (Map.Entry<JobKey, List<RawValue>> entry : written.entrySet()) {
            if (entry.getValue().size() > 1) {
                refuseRepetitions(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void add(Map<JobKey, List<RawValue>> byKey, List<RawValue> values) {
        for (RawValue value : values) {
            List<RawValue> all = byKey.get(value.key());
            if (all == null) {
                all = new ArrayList<>(1);
                byKey.put(value.key(), all);
            }
            all.add(value);
        }
    }

    private void refuseRepetitions(JobKey key, List<RawValue> values) {
        if (pmtr() && (LAST_WINS_IN_PMTR.contains(key) || ADDS_UP_IN_PMTR.contains(key))) {
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

    boolean profile() {
        return job.dialect() == Dialect.PROFILE;
    }

    /** Whether the job itself says so, not a default written for all jobs. */
    boolean has(JobKey key) {
        return written.containsKey(key);
    }

    /** Whether neither the job nor what is written for all jobs says anything of these keys. */
    boolean hasNone(Set<JobKey> keys) {
        return Collections.disjoint(written.keySet(), keys) && Collections.disjoint(defaults.keySet(), keys);
    }

    /** What the job says of this key, else what is written for all jobs; written defaults come first. */
    List<RawValue> all(JobKey key) {
        List<RawValue> own = written.getOrDefault(key, List.of());
        List<RawValue> common = defaults.getOrDefault(key, List.of());
        if (common.isEmpty() || !key.qualified()) {
            return own.isEmpty() ? common : own;
        }
        List<RawValue> all = new ArrayList<>();
        for (RawValue value : common) {
            if (!hasQualifier(own, value.qualifier())) {
                all.add(value);
            }
        }
        all.addAll(own);
        return all;
    }

    private static boolean hasQualifier(List<RawValue> values, String qualifier) {
        for (RawValue value : values) {
            if (value.qualifier().equals(qualifier)) {
                return true;
            }
        }
        return false;
    }

    /** The value of a key that takes one text; empty if it is not written or wrong. */
    <T> Optional<T> get(JobKey key, Class<T> type) {
        Optional<T> last = Optional.empty();
        for (RawValue value : all(key)) {
            last = read(value, type);
        }
        return last;
    }

    <T> T get(JobKey key, Class<T> type, T usual) {
        return get(key, type).orElse(usual);
    }

    /** The value; empty if it is wrong. */
    <T> Optional<T> read(RawValue value, Class<T> type) {
        String text = value.words().isEmpty() ? "" : value.words().get(0);
        try {
            if (value.words().size() > 1) {
                throw new BadValue("must be a single value");
            }
            return Optional.of(type.cast(Readers.read(value.key(), Texts.checked(text))));
        } catch (BadValue wrong) {
            error(value, wrong);
            return Optional.empty();
        }
    }

    /** The words of a key that takes several, of all places where it is written. */
    List<String> words(JobKey key) {
        List<String> words = new ArrayList<>();
        for (RawValue value : all(key)) {
            add(value.words(), value, words);
        }
        return words;
    }

    /** The words of the command: one, if it is the text for a shell. */
    List<String> command(boolean shell) {
        List<String> words = new ArrayList<>();
        for (RawValue value : all(JobKey.COMMAND)) {
            if (value.text().isEmpty()) {
                add(value.words(), value, words);
            } else if (shell) {
                add(List.of(value.text().get().verbatim()), value, words);
            } else {
                add(value.text().get().words(), value, words);
                for (String problem : value.text().get().problems()) {
                    error(value, problem);
                }
            }
        }
        return words;
    }

    private void add(List<String> some, RawValue value, List<String> words) {
        for (String word : some) {
            words.add(word);
            try {
                Texts.checked(word);
            } catch (BadValue wrong) {
                error(value, wrong);
            }
        }
    }

    /** A problem with what is written, which is shown. */
    void error(RawValue value, BadValue wrong) {
        error(value, wrong.getMessage() + " (value=" + Problem.shown(String.join(" ", value.words())) + ")");
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

    /** The highest layer in which the job says so; -1 if it does not. */
    int layer(JobKey key) {
        int highest = -1;
        for (RawValue value : written.getOrDefault(key, List.of())) {
            highest = Math.max(highest, value.layer());
        }
        return highest;
    }

    /**
     * Refuses a key that the job itself writes although another one takes its effect away. In a lower layer it may have had its
     * effect before a higher one was written, by somebody who cannot change it.
     */
    void refuse(JobKey key, boolean withoutEffect, String why) {
        if (withoutEffect && has(key) && layer(key) == top) {
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
}
