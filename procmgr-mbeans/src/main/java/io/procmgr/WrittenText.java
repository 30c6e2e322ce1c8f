package io.procmgr;

import io.procmgr.job.JobKey;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells for each job where each of its values was written; not the values, which may be secrets. */
record WrittenText(List<RawJob> jobs) {
    WrittenText {
        jobs = List.copyOf(jobs);
    }

    /** A line for each job, each behind a line end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (RawJob job : jobs) {
            text.append("\nfrom: ").append(job.name()).append(": ").append(places(job));
        }
        return text.toString();
    }

    private static String places(RawJob job) {
        Set<JobKey> own = job.values().stream().map(RawValue::key).collect(Collectors.toSet());
        String defaults = job.defaults().stream()
                .filter(value -> value.key().qualified() ? !isOverridden(value, job) : !own.contains(value.key()))
                .map(WrittenText::place)
                .collect(Collectors.joining(", "));
        String written = job.values().stream().map(WrittenText::place).collect(Collectors.joining(", "));
        return defaults.isEmpty() ? written : written + ", " + defaults;
    }

    private static boolean isOverridden(RawValue value, RawJob job) {
        return job.values().stream().anyMatch(value::setsSame);
    }

    private static String place(RawValue value) {
        return value.key().key() + value.qualifier() + " (" + value.origin() + ")";
    }
}
