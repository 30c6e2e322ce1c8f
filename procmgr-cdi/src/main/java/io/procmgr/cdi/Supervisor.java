package io.procmgr.cdi;

import io.procmgr.supervise.JobStatus;
import java.util.List;

/**
 * All jobs of the application: {@code @Inject Supervisor supervisor}. It begins and ends with the application, so there is
 * nothing to close. Safe for use by several threads. Methods throw {@link IllegalStateException} if procmgr is switched off,
 * has not started yet or has ended; the message says why.
 */
public interface Supervisor {
    /** The jobs that there are now, in the order of their definition. */
    List<SupervisedProcess> processes();

    /**
     * One job.
     *
     * @throws IllegalArgumentException if none of that name is defined; the message names the nearest one
     */
    SupervisedProcess process(String name);

    /** The last snapshots of all jobs: never waits. */
    List<JobStatus> statuses();

    /**
     * Reads the configuration files anew and applies what changed.
     *
     * @return what was added, changed and removed, in words
     * @throws io.procmgr.supervise.RefusedException if there are problems, with all of them; nothing was changed
     */
    String reload();
}
