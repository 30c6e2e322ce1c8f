package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.util.Collection;

/**
 * Port: keeps what the next supervisor has to know. Records are taken at once and written by {@link #flush}, many in one
 * go. What cannot be written is told in the log and tried again with the next; it never stops supervision. Safe for use by
 * several threads.
 */
public interface JobStore {
    /** Takes the newest record of a job; does not block. */
    void put(JobRecord record);

    /** The job is forgotten; does not block. */
    void remove(JobName job);

    /**
     * Writes what was taken, in place of what was written of those jobs before. When this returns it outlives the JVM, but
     * not a failure of power.
     *
     * @return whether all was written
     */
    boolean flush();

    /** As {@link #flush}, and it outlives a failure of power. May take some milliseconds. */
    void sync();

    /** Whether most of what is written is out of date. */
    boolean isFull();

    /** Writes these anew, in place of everything. */
    void rewrite(Collection<JobRecord> records);

    /** Writes these anew and that the supervisor ended in good order: a later one need not look for lost processes. */
    void close(Collection<JobRecord> records);

    /** Keeps nothing. */
    JobStore NONE = new JobStore() {
        @Override
        public void put(JobRecord record) {}

        @Override
        public void remove(JobName job) {}

        @Override
        public boolean flush() {
            return true;
        }

        @Override
        public void sync() {}

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void rewrite(Collection<JobRecord> records) {}

        @Override
        public void close(Collection<JobRecord> records) {}
    };
}
