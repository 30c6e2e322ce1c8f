package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A store in memory: what was written is what a supervisor after a crash would read. */
final class KeptJobs implements JobStore {
    final Map<JobName, JobRecord> written = new LinkedHashMap<>();
    private final Map<JobName, Runnable> pending = new LinkedHashMap<>();
    boolean ended;

    @Override
    public void put(JobRecord record) {
        pending.put(record.job(), () -> written.put(record.job(), record));
    }

    @Override
    public void remove(JobName job) {
        pending.put(job, () -> written.remove(job));
    }

    @Override
    public boolean flush() {
        if (!ended) {
            pending.values().forEach(Runnable::run);
        }
        pending.clear();
        return true;
    }

    @Override
    public void sync() {
        flush();
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public void rewrite(Collection<JobRecord> records) {
        written.clear();
        records.forEach(record -> written.put(record.job(), record));
    }

    @Override
    public void close(Collection<JobRecord> records) {
        pending.clear();
        rewrite(records);
        ended = true;
    }
}
