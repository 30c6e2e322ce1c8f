package io.procmgr.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a {@link JobSpec} in code, with the keys of {@link JobKey} and the texts that they take in a file. What is set twice
 * counts as it was set last. Not safe for use by several threads.
 */
public final class JobBuilder {
    private static final Origin ORIGIN = new Origin("JobSpec.builder", 0);
    private static final JobHost THIS_JVM = new ThisJvm();

    /** Stands for the one that the job is going to have. */
    private static final class ThisJvm implements JobHost {
        @Override
        public Optional<String> classPath(String mainClass) {
            return Optional.of(System.getProperty("java.class.path"));
        }

        @Override
        public String whyNone(String mainClass) {
            return "";
        }
    }

    private final String name;
    private final List<RawValue> values = new ArrayList<>();

    JobBuilder(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /** The program and its arguments, as they are: nothing is split or expanded. */
    public JobBuilder command(String... words) {
        return set(JobKey.COMMAND, words);
    }

    /** A text for {@code /bin/sh -c}. */
    public JobBuilder shell(String text) {
        return set(JobKey.COMMAND, text).set(JobKey.SHELL, "true");
    }

    /** A Java class with {@code main}, run in place of a command. */
    public JobBuilder mainClass(String className) {
        return set(JobKey.MAIN_CLASS, className);
    }

    /** What the job is for. */
    public JobBuilder description(String text) {
        return set(JobKey.DESCRIPTION, text);
    }

    /** Working directory. */
    public JobBuilder directory(Path directory) {
        return set(JobKey.DIRECTORY, directory.toString());
    }

    /** An environment variable. */
    public JobBuilder env(String variable, String value) {
        return set(JobKey.ENV, variable, List.of(value));
    }

    /** A resource limit: a number or {@code infinity}, by its name in {@code man prlimit}. */
    public JobBuilder limit(String resource, String value) {
        return set(JobKey.LIMIT, resource, List.of(value));
    }

    /** Which endings are followed by a restart. */
    public JobBuilder restart(RestartRule.Policy policy) {
        return set(JobKey.RESTART, policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /**
     * Sets any other key.
     *
     * @param words one for a key that takes a single value
     * @throws IllegalArgumentException if the key takes a name of its own, as {@link #env} and {@link #limit} do
     */
    public JobBuilder set(JobKey key, String... words) {
        if (key.qualified()) {
            throw new IllegalArgumentException(
                    "cannot set " + key.key() + ": it takes a name (allowed=env(name, value), limit(name, value))");
        }
        return set(key, "", List.of(words));
    }

    private JobBuilder set(JobKey key, String qualifier, List<String> words) {
        RawValue value = new RawValue(key, qualifier, words, key.key() + qualifier, ORIGIN);
        values.removeIf(value::setsSame);
        values.add(value);
        return this;
    }

    /** What the job is written as, not judged: properties may still override some of it, and who reads it may say {@linkplain RawJob#at where} it is defined. */
    public RawJob written() {
        return new RawJob(name, Dialect.PROCMGR, ORIGIN, values);
    }

    /**
     * The job as it would be by itself: watched files are meant in this JVM's working directory, and {@code main-class} runs
     * with this JVM's class path. A supervisor takes what is {@linkplain JobSpec#written written} and judges it anew.
     *
     * @throws InvalidJobException if anything is wrong with it; its message lists all problems
     */
    public JobSpec build() {
        Validation validation = new JobValidator(Path.of("").toAbsolutePath(), THIS_JVM).validate(written());
        if (validation.spec().isEmpty()) {
            throw new InvalidJobException(validation.problems());
        }
        return validation.spec().get().writtenAs(written());
    }
}
