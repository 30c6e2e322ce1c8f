package io.procmgr.state;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stood in a journal.
 *
 * @param records the newest of each job; of an earlier boot only what outlives its processes
 * @param complete whether every process that may live stands in them: the supervisor ended in good order, or the system
 *     was booted since
 */
public record KeptRecords(Map<JobName, JobRecord> records, boolean complete) {
    public KeptRecords {
        records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    }
}
