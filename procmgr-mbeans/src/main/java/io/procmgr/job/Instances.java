package io.procmgr.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The instances of templates that were started by name and not removed since: part of what is to run, though no file says it.
 *
 * @param names of the jobs that they are, in the order of their start
 */
public record Instances(Set<JobName> names) {
    public static final Instances NONE = new Instances(Set.of());

    public Instances {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /** Those of one template, in the order of their start. */
    public List<InstanceName> of(Template template) {
        List<InstanceName> all = new ArrayList<>();
        if (template.isStartedByName()) {
            String prefix = template.name();
            for (JobName name : names) {
                if (name.value().startsWith(prefix) && name.instance().isPresent()) {
                    InstanceName instance = name.instance().get();
                    if (prefix.length() + instance.value().length()
                            == name.value().length()) {
                        all.add(instance);
                    }
                }
            }
        }
        return all;
    }

    /** One more. */
    public Instances with(JobName name) {
        Set<JobName> more = new LinkedHashSet<>(names);
        more.add(name);
        return new Instances(more);
    }

    public Instances without(JobName name) {
        return without(new Instances(Set.of(name)));
    }

    public Instances without(Instances others) {
        Set<JobName> fewer = new LinkedHashSet<>(names);
        fewer.removeAll(others.names);
        return new Instances(fewer);
    }

    /** Those that are instances of one of these. */
    public Instances of(Collection<Template> templates) {
        Set<JobName> defined = new LinkedHashSet<>();
        for (Template template : templates) {
            for (InstanceName instance : of(template)) {
                defined.add(new JobName(template.nameOf(instance)));
            }
        }
        Set<JobName> kept = new LinkedHashSet<>(names);
        kept.retainAll(defined);
        return new Instances(kept);
    }
}
