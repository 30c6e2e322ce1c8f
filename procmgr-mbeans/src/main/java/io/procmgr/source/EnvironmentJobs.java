package io.procmgr.source;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Environment variables that set keys of jobs: {@code PROCMGR_JOBS_WEB_STOP_TIMEOUT} is {@code procmgr.jobs.web.stop.timeout},
 * {@code PROCMGR_DEFAULTS_NICE} is {@code procmgr.defaults.nice}. Their names have lost case and punctuation, so that only
 * those of known jobs can be understood.
 *
 * @param variables those of procmgr's, by name
 * @param names of jobs that only the environment may define, key {@code procmgr.job-names}
 */
public record EnvironmentJobs(SortedMap<String, String> variables, List<String> names) {
    static final String JOBS = "PROCMGR_JOBS_";
    static final String DEFAULTS = "PROCMGR_DEFAULTS_";

    /** No variable at all. */
    public static final EnvironmentJobs NONE = new EnvironmentJobs(new TreeMap<>(), List.of());

    public EnvironmentJobs {
        SortedMap<String, String> ours = new TreeMap<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (variable.getKey().startsWith(JOBS) || variable.getKey().startsWith(DEFAULTS)) {
                ours.put(variable.getKey(), variable.getValue());
            }
        }
        variables = Collections.unmodifiableSortedMap(ours);
        names = List.copyOf(names);
    }

    /** Takes those of procmgr's out of an environment. */
    public static EnvironmentJobs of(Map<String, String> environment, List<String> names) {
        return new EnvironmentJobs(new TreeMap<>(environment), names);
    }

    boolean isEmpty() {
        return variables.isEmpty();
    }
}
