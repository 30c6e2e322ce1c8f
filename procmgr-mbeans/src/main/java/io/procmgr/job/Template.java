package io.procmgr.job;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A definition of which there are instances: one whose name ends in {@code @}, which are started by name, or one that says
 * how many of it there are, which are numbered from 1. An instance is a job like any other; its name is
 * {@code <job>@<instance>}. In what the definition itself writes, not in what is written for all jobs, {@code %i} is the
 * instance's name and {@code %%} a percent sign.
 *
 * @param job as written, with the defaults that hold for it
 */
public record Template(RawJob job) {
    /** How many instances there may be if the template does not say. */
    public static final int USUAL_MOST = 100;

    /** How many instances any definition may have. */
    public static final int MOST = 1000;

    /** What an instance is shown to be right with, as long as there is none. */
    static final InstanceName TRIAL = new InstanceName("1");

    private static final char SIGN = '@';

    /** They are about the definition, and no key of an instance. */
    private static final Set<JobKey> OWN = EnumSet.of(JobKey.INSTANCES, JobKey.MAX_INSTANCES);

    /** Whether there are instances of this and not a job. */
    public static boolean describes(RawJob job) {
        if (isStartedByName(job)) {
            return true;
        }
        for (RawValue value : job.values()) {
            if (value.key() == JobKey.INSTANCES) {
                return true;
            }
        }
        return false;
    }

    /** A name in pmtr syntax, or of a directory of profiles, may end as it likes. */
    static boolean isStartedByName(RawJob job) {
        String name = job.name();
        return job.dialect() == Dialect.PROCMGR && name.length() > 1 && name.charAt(name.length() - 1) == SIGN;
    }

    /** As it is written, for example {@code web@}. */
    public String name() {
        return job.name();
    }

    /** Whether instances of it are started by name; else it says how many there are. */
    public boolean isStartedByName() {
        return isStartedByName(job);
    }

    /** How many instances there are, or, of those that are started by name, may be. Its definition has been found right. */
    public int count() {
        JobKey key = isStartedByName() ? JobKey.MAX_INSTANCES : JobKey.INSTANCES;
        for (RawValue value : job.values()) {
            if (value.key() == key) {
                return Integer.parseInt(value.words().get(0));
            }
        }
        return USUAL_MOST;
    }

    /** The name of the job that an instance is. */
    public String nameOf(InstanceName instance) {
        return (isStartedByName() ? name() : name() + SIGN) + instance;
    }

    /** The job that an instance is, still to be judged. */
    public RawJob instance(InstanceName instance) {
        return filled(nameOf(instance), instance);
    }

    /** To be judged in place of any instance. */
    RawJob trial() {
        return filled(name(), TRIAL);
    }

    private RawJob filled(String name, InstanceName instance) {
        List<RawValue> values = new ArrayList<>();
        for (RawValue value : job.values()) {
            if (!OWN.contains(value.key())) {
                values.add(InstanceText.of(value, instance));
            }
        }
        return new RawJob(name, job.dialect(), job.origin(), values, job.stamps(), job.defaults());
    }
}
