package io.procmgr.source;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.Dialect;
import io.procmgr.job.Instances;
import io.procmgr.job.JobHost;
import io.procmgr.job.JobSpec;
import io.procmgr.job.JobValidator;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import io.procmgr.job.Template;
import io.procmgr.job.UdpLine;
import io.procmgr.job.Validation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what several files say, taken together. */
final class Judgement {
    private final List<Definitions> files;
    private final List<JobSpec> before;
    private final JobValidator validator;
    private final List<Problem> problems = new ArrayList<>();
    private final List<RawValue> defaults = new ArrayList<>();
    private final List<JobSpec> jobs = new ArrayList<>();
    private final Map<String, Origin> names = new HashMap<>();
    private final KnownJobs known;
    private final List<RawJob> written = new ArrayList<>();
    private final Instances instances;
    private final List<Template> templates = new ArrayList<>();

    /** Of templates, what an instance would be: there may be none yet. */
    private final List<JobSpec> trials = new ArrayList<>();

    /**
     * Judges the defaults; the jobs are judged by {@link #catalog}.
     *
     * @param before the jobs of the last reading: a profile that has a fault now is left as it was
     * @param instances of templates that were started by name
     */
    Judgement(List<Definitions> files, List<JobSpec> before, Instances instances, Path workingDirectory, JobHost host) {
        this.instances = instances;
        this.files = files;
        this.before = before;
        this.validator = new JobValidator(workingDirectory.toAbsolutePath(), host);
        for (Definitions file : files) {
            problems.addAll(file.problems());
            defaults.addAll(file.defaults());
        }
        List<Problem> inDefaults = validator.validateDefaults(defaults);
        if (!inDefaults.isEmpty()) {
            problems.addAll(inDefaults);
            Set<Origin> wrong = new HashSet<>();
            inDefaults.forEach(problem -> wrong.add(problem.origin()));
            defaults.removeIf(value -> wrong.contains(value.origin()));
        }
        known = new KnownJobs(defaults);
    }

    /** Judges a first reading. */
    Judgement(List<Definitions> files, Path workingDirectory, JobHost host) {
        this(files, List.of(), Instances.NONE, workingDirectory, host);
    }

    /** What is written for all jobs and holds. */
    List<RawValue> defaults() {
        return defaults;
    }

    /** The jobs that were found to be right. */
    KnownJobs known() {
        return known;
    }

    /** The jobs as they are written, all places of one put together; not those that were known before. */
    List<RawJob> written() {
        return written;
    }

    Catalog catalog(List<Path> looked) {
        for (Definitions file : files) {
            for (Definition definition : file.jobs()) {
                Optional<JobSpec> spec = judge(definition);
                Optional<Problem> twice = twice(definition.name(), definition.origin());
                if (twice.isPresent()) {
                    problems.add(standsAlone(definition) ? twice.get().asFault() : twice.get());
                } else if (spec.isPresent() && template(definition).isPresent()) {
                    trials.add(spec.get());
                    addInstances(template(definition).get());
                } else if (spec.isPresent()) {
                    jobs.add(spec.get());
                }
            }
        }
        List<AlertChannel> alerts = alerts();
        if (problems.size() > 1) {
            problems.sort(inSourceOrder());
        }
        List<UdpLine> udp = new ArrayList<>();
        for (Definitions file : files) {
            udp.addAll(file.udp());
        }
        return new Catalog(jobs, udp, alerts, problems, templates, looked);
    }

    private Optional<Problem> twice(String name, Origin origin) {
        Origin earlier = name.isEmpty() ? null : names.putIfAbsent(name, origin);
        return earlier == null
                ? Optional.empty()
                : Optional.of(Problem.error(origin, name, "name", "is the name of an earlier job, in " + earlier));
    }

    /** Its instances are judged anew each time: what is known of a text is one job. */
    private Optional<Template> template(Definition definition) {
        return definition instanceof Definition.Written written && Template.describes(written.job())
                ? Optional.of(new Template(written.job().withDefaults(defaults)))
                : Optional.empty();
    }

    private void addInstances(Template template) {
        templates.add(template);
        InstanceJobs all = InstanceJobs.of(template, instances, validator);
        problems.addAll(all.problems());
        for (JobSpec job : all.jobs()) {
            Optional<Problem> twice = twice(job.name().value(), job.origin());
            twice.ifPresent(problems::add);
            if (twice.isEmpty()) {
                jobs.add(job);
            }
        }
    }

    private List<AlertChannel> alerts() {
        List<Property> channels = new ArrayList<>();
        for (Definitions file : files) {
            channels.addAll(file.alerts());
        }
        boolean wanted = !channels.isEmpty();
        List<JobSpec> all = new ArrayList<>(jobs);
        all.addAll(trials);
        for (JobSpec job : all) {
            wanted |= !job.alerts().rules().isEmpty();
        }
        if (!wanted) {
            return List.of();
        }
        List<AlertChannel> alerts = new AlertChannels(channels, problems).read();
        AlertChannels.refuseUnknown(all, alerts, problems);
        return alerts;
    }

    private Optional<JobSpec> judge(Definition definition) {
        if (definition instanceof Definition.Known before) {
            known.add(before.text(), before.spec());
            return Optional.of(before.spec());
        }
        Definition.Written written = (Definition.Written) definition;
        if (written.faulty()) {
            return asBefore(written.job());
        }
        RawJob whole = written.job().withDefaults(defaults);
        this.written.add(whole);
        Validation validation = validator.validate(whole);
        if (standsAlone(definition) && validation.spec().isEmpty()) {
            validation.problems().forEach(problem -> problems.add(problem.asFault()));
            return asBefore(written.job());
        }
        problems.addAll(validation.problems());
        if (validation.problems().isEmpty() && written.text().isPresent() && !Template.describes(written.job())) {
            known.add(written.text().get(), validation.spec().orElseThrow());
        }
        return validation.spec();
    }

    private static boolean standsAlone(Definition definition) {
        return definition instanceof Definition.Written written && written.job().dialect() == Dialect.PROFILE;
    }

    /** The profile as it was when it was right, if it ever was since this supervisor began. */
    private Optional<JobSpec> asBefore(RawJob job) {
        for (JobSpec spec : before) {
            if (spec.name().value().equals(job.name()) && spec.origin().equals(job.origin())) {
                return Optional.of(spec);
            }
        }
        return Optional.empty();
    }

    private Comparator<Problem> inSourceOrder() {
        Map<String, Integer> places = new HashMap<>();
        for (Definitions file : files) {
            places.putIfAbsent(file.source(), places.size());
            // those of a layer have origins of their own
            for (Definition job : file.jobs()) {
                places.putIfAbsent(job.origin().source(), places.size());
            }
        }
        return Comparator.<Problem>comparingInt(
                        problem -> places.getOrDefault(problem.origin().source(), places.size()))
                .thenComparingInt(problem -> problem.origin().line());
    }
}
