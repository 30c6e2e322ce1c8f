package io.procmgr.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what was written: a {@link RawJob} becomes a {@link JobSpec}, or all that is wrong with it is told at once.
 * Nothing outside the text is looked at: whether a user, a directory or a processor exists is seen at start. Equal values of
 * the jobs that one validator judges are kept once. Not safe for use by several threads.
 */
public final class JobValidator {
    private static final Set<JobKey> ONE_JOBS_OWN =
            EnumSet.of(JobKey.COMMAND, JobKey.MAIN_CLASS, JobKey.SHELL, JobKey.INSTANCES, JobKey.MAX_INSTANCES);

    private final Path supervisorDirectory;
    private final JobHost host;
    private final Shared shared = new Shared();

    /**
     * A validator.
     *
     * @param supervisorDirectory the supervisor's own working directory, absolute: relative paths of a job that has
     *     none of its own are meant in it
     * @param host what is around the jobs
     */
    public JobValidator(Path supervisorDirectory, JobHost host) {
        this.host = host;
        this.supervisorDirectory = Objects.requireNonNull(supervisorDirectory, "supervisorDirectory");
    }

    /**
     * The definition, or every problem it has, in source order. That of a {@linkplain Template template} is the one that its
     * instance 1 would have, under the template's own name.
     */
    public Validation validate(RawJob job) {
        if (Template.describes(job)) {
            Template template = new Template(job);
            List<Problem> problems = new TemplateReader(template).problems();
            return problems.isEmpty() ? one(template.trial()) : new Validation(Optional.empty(), problems);
        }
        return one(job);
    }

    private Validation one(RawJob job) {
        WrittenValues values = new WrittenValues(job);
        Optional<JobName> name = name(job, values);
        String description = values.get(JobKey.DESCRIPTION, String.class, "");
        Optional<Execution> execution = new ExecutionReader(values, shared, host).read();
        RuleReader rules = new RuleReader(values);
        StartRule start = rules.start();
        Optional<RestartRule> restart = rules.restart();
        StopRule stop = rules.stop();
        List<String> tags = rules.tags();
        Optional<Signal> reloadSignal = values.get(JobKey.RELOAD_SIGNAL, Signal.class);
        LogRule log = new LogRuleReader(values).read(execution.map(Execution::output), reloadSignal.isPresent());
        List<Path> watch = watch(values, execution);
        values.refuse(JobKey.MAX_INSTANCES, true, "on a job that is no template: the name of a template ends in @");
        boolean readiness = values.get(JobKey.READINESS, Boolean.class, false);
        AlertRules alerts = rules.alerts(execution.map(Execution::output));
        if (!values.valid()) {
            return new Validation(Optional.empty(), values.problems());
        }
        return new Validation(
                Optional.of(new JobSpec(
                        name.orElseThrow(),
                        job.origin(),
                        description,
                        tags,
                        execution.orElseThrow(),
                        start,
                        restart.orElseThrow(),
                        stop,
                        log,
                        reloadSignal,
                        job.stamps(),
                        watch,
                        readiness,
                        alerts,
                        Optional.empty())),
                List.of());
    }

    private static Optional<JobName> name(RawJob job, WrittenValues values) {
        if (job.name().isEmpty()) {
            values.error("name", "is missing: a job needs a name");
            return Optional.empty();
        }
        try {
            JobName name = new JobName(job.name());
            if (job.dialect() != Dialect.PROFILE && job.name().indexOf(' ') >= 0) {
                throw new IllegalArgumentException(JobName.NO_WHITE_SPACE);
            }
            return Optional.of(name);
        } catch (IllegalArgumentException wrong) {
            values.error("name", wrong.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Every problem of values that are written for all jobs, told once and not for each job that gets them. What is
     * one job's own, a command and how it is read, is refused.
     */
    public List<Problem> validateDefaults(List<RawValue> defaults) {
        List<Problem> problems = new ArrayList<>();
        Map<String, RawValue> first = new HashMap<>();
        for (RawValue value : defaults) {
            RawValue earlier = first.putIfAbsent(value.key().key() + value.qualifier(), value);
            if (earlier != null) {
                problems.add(inDefaults(value, "is given twice, first in " + earlier.origin()));
            }
            if (ONE_JOBS_OWN.contains(value.key())) {
                problems.add(inDefaults(value, "must be given for each job by itself"));
            }
        }
        if (!defaults.isEmpty()) {
            Origin origin = defaults.get(0).origin();
            RawValue command = new RawValue(JobKey.COMMAND, "", List.of("true"), JobKey.COMMAND.key(), origin);
            RawJob any = new RawJob("defaults", Dialect.PROCMGR, origin, List.of(command), defaults);
            for (Problem found : validate(any).problems()) {
                problems.add(Problem.error(found.origin(), "", found.option(), found.message()));
            }
        }
        return problems;
    }

    private static Problem inDefaults(RawValue value, String message) {
        return Problem.error(value.origin(), "", value.option(), message);
    }

    /** The files watched; absolute, else under the job's directory, else under the supervisor's (pmtr: depends). */
    private List<Path> watch(WrittenValues values, Optional<Execution> execution) {
        List<RawValue> written = values.all(JobKey.WATCH);
        if (written.isEmpty()) {
            return List.of();
        }
        Path directory =
                execution.isPresent() ? execution.get().workingDirectory(supervisorDirectory) : supervisorDirectory;
        List<Path> files = new ArrayList<>();
        for (RawValue value : written) {
            for (String word : value.words()) {
                RawValue one = new RawValue(value.key(), "", List.of(word), value.option(), value.origin());
                Optional<Path> file = values.read(one, Path.class);
                if (file.isPresent()) {
                    files.add(directory.resolve(file.get()));
                }
            }
        }
        return files;
    }
}
