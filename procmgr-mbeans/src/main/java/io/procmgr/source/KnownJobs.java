package io.procmgr.source;

import io.procmgr.job.JobSpec;
import io.procmgr.job.Origin;
import io.procmgr.job.RawValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs of one reading by the text that each was made of: what is written as before is not judged again, wherever it
 * has moved.
 */
final class KnownJobs {
    private final List<RawValue> defaults;
    private final Map<Excerpt, JobSpec> jobs = new HashMap<>();

    /** Knows nothing yet of the jobs that get these defaults. */
    KnownJobs(List<RawValue> defaults) {
        this.defaults = List.copyOf(defaults);
    }

    /** Before the first reading. */
    static KnownJobs none() {
        return new KnownJobs(List.of());
    }

    /** Whether what is known still holds where these are the defaults of all jobs. */
    boolean holdUnder(List<RawValue> others) {
        return jobs.isEmpty() || defaults.equals(others);
    }

    void add(Excerpt text, JobSpec spec) {
        jobs.put(text, spec);
    }

    /** The job that was made of this text, as defined here. */
    Optional<Definition> find(Excerpt text, Origin origin) {
        JobSpec spec = jobs.get(text);
        if (spec == null) {
            return Optional.empty();
        }
        JobSpec here = spec.origin().equals(origin) ? spec : spec.at(origin);
        return Optional.of(new Definition.Known(here, text));
    }
}
