package io.procmgr.supervise;

import java.util.List;

/**
 * Port: finds the processes of an earlier life of the supervisor by the run mark that they inherit. Safe for use by several
 * threads.
 */
public interface ProcessFinder {
    /** Name of the variable that every child of a supervisor carries. */
    String MARK = "PROCMGR_RUN";

    /** Ends the mark of a process that serves one connection, so that it is not taken for the job's own. */
    String CONNECTION = "/connection";

    /**
     * All living processes whose mark begins with {@code stateId/}: leaders of sessions, their members, and members whose
     * leader is gone. Looks into every process once, which takes tens of milliseconds and may wait for one that is stuck in
     * the kernel: not for the event loop. Those that may not be looked into are left out.
     */
    List<MarkedProcess> find(String stateId);

    /** Whether that very process lives. */
    boolean lives(ProcessIdentity process);
}
