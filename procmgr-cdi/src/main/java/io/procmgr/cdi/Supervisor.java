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

    /**
     * Starts an instance of a template, a job whose name ends in {@code @}; makes it if there is none of that name. It is
     * kept until it is removed, or its template is, also over a restart of the application.
     *
     * @param template for example {@code web@}
     * @param instance 1 to 32 of {@code A-Z a-z 0-9 _ -}, not {@code -} first
     * @return the job that the instance is: {@code web@blue}
     * @throws io.procmgr.supervise.RefusedException if there is no such template, it may have no more instances, or the name
     *     is no such name
     */
    SupervisedProcess startInstance(String template, String instance);

    /**
     * Stops an instance of a template, and forgets it. Nothing is to do if there is none.
     *
     * @return what will happen, one line
     * @throws io.procmgr.supervise.RefusedException if there is no such template, or the name is no name of an instance
     */
    String removeInstance(String template, String instance);

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
