package io.procmgr.source;

import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.util.List;
import java.util.Objects;

/**
 * Definitions that come from elsewhere than configuration files: annotations, properties of the application, the
 * environment, system properties. A job of a layer need not be complete: layers are merged key by key, a later one overrides
 * an earlier one, and only the merged job is judged. Two jobs of one name in one layer are an error.
 *
 * @param source the layer, as in messages
 * @param jobs in the order of definition; their written defaults are ignored
 * @param defaults written for all jobs, whatever they come from
 * @param alerts properties of alert channels, with their full keys
 * @param problems with the form of the layer
 */
public record Layer(
        String source, List<RawJob> jobs, List<RawValue> defaults, List<Property> alerts, List<Problem> problems) {
    public Layer {
        Objects.requireNonNull(source, "source");
        jobs = List.copyOf(jobs);
        defaults = List.copyOf(defaults);
        alerts = List.copyOf(alerts);
        problems = List.copyOf(problems);
    }

    /** One without alert channels. */
    public Layer(String source, List<RawJob> jobs, List<RawValue> defaults, List<Problem> problems) {
        this(source, jobs, defaults, List.of(), problems);
    }

    /** Whether it says nothing at all. */
    public boolean isEmpty() {
        return jobs.isEmpty() && defaults.isEmpty() && alerts.isEmpty() && problems.isEmpty();
    }
}
