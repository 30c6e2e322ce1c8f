package io.procmgr.source;

import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the properties of all jobs of one source, and what it says for every job. */
final class PropertyJobs {
    static final String DEFAULTS = "procmgr.defaults.";
    static final String ALERTS = "procmgr.alerts.";

    private final Findings findings;
    private final Variables variables;
    private final Map<String, PropertyJob> jobs = new LinkedHashMap<>();
    private final PropertyJob defaults;
    private final List<Property> alerts = new ArrayList<>();

    PropertyJobs(Findings findings, Variables variables) {
        this.findings = findings;
        this.variables = variables;
        this.defaults = new PropertyJob("", findings.origin(0), findings, variables);
    }

    /** Takes a property, if it is one of a job or of the defaults. */
    boolean add(String key, PropertyText text) {
        if (key.startsWith(DEFAULTS)) {
            defaults.add(key.substring(DEFAULTS.length()), text);
            return true;
        }
        if (key.startsWith(ALERTS)) {
            addAlert(key, text);
            return true;
        }
        if (!key.startsWith(JobPropertyKey.PREFIX)) {
            return false;
        }
        Optional<JobPropertyKey> parts = JobPropertyKey.parse(key);
        if (parts.isEmpty()) {
            String form = "must be procmgr.jobs.<name>.<key>, a name with a dot in double quotes";
            findings.add(Problem.error(text.origin(), "", key, form));
        } else if (parts.get().name().isEmpty()) {
            findings.add(Problem.error(text.origin(), "", key, "must name a job"));
        } else {
            job(parts.get().name(), text).add(parts.get().option(), text);
        }
        return true;
    }

    private void addAlert(String key, PropertyText text) {
        Optional<String> value = text.plainValue();
        if (value.isEmpty()) {
            findings.add(Problem.error(text.origin(), "", key, "has a malformed \\u escape"));
        } else {
            alerts.add(
                    new Property(key, value.get(), text.origin(), text.literal() ? Optional.empty() : text.template()));
        }
    }

    private PropertyJob job(String name, PropertyText first) {
        PropertyJob job = jobs.get(name);
        if (job == null) {
            job = new PropertyJob(name, first.origin(), findings, variables);
            jobs.put(name, job);
        }
        return job;
    }

    List<Definition> definitions(KnownJobs known) {
        List<Definition> definitions = new ArrayList<>();
        for (PropertyJob job : jobs.values()) {
            definitions.add(job.definition(known));
        }
        return definitions;
    }

    List<RawJob> rawJobs() {
        List<RawJob> raw = new ArrayList<>();
        for (PropertyJob job : jobs.values()) {
            raw.add(job.raw());
        }
        return raw;
    }

    /** Of alert channels. */
    List<Property> alerts() {
        return alerts;
    }

    List<RawValue> defaults() {
        return defaults.values();
    }
}
