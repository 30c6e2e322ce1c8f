package io.procmgr;

import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.util.List;
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
        return job.effective().stream().map(WrittenText::place).collect(Collectors.joining(", "));
    }

    private static String place(RawValue value) {
        return value.key().key() + value.qualifier() + " (" + value.origin() + ")";
    }
}
