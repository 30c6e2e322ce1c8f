package io.procmgr.supervise;

/**
 * Port: one reason to hold a start back. Asked on the event loop, so it answers from what it knows and never blocks; when
 * its answer may have changed it calls {@link Supervisor#gatesChanged()}.
 */
public interface Gate {
    /**
     * Whether the job may be launched now.
     *
     * @return why not, as "waits for …"; empty if it may
     */
    String closedFor(JobStatus job);
}
