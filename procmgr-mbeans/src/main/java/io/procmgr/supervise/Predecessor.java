package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the supervisor before this one left.
 *
 * @param records of its jobs
 * @param processes that carry its mark, if it did not end in good order; else empty
 */
public record Predecessor(Map<JobName, JobRecord> records, List<MarkedProcess> processes) {
    public static final Predecessor NONE = new Predecessor(Map.of(), List.of());

    public Predecessor {
        records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
        processes = List.copyOf(processes);
    }
}
