package io.procmgr.supervise;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;

/** A process that was launched or adopted, and the session that it leads. */
public interface RunningProcess {
    long pid();

    /** Which process, also after a restart of the supervisor. */
    ProcessIdentity identity();

    /** Milliseconds since it was made, whoever made it, to a hundredth of a second; 0 if that is not known. */
    long ageMillis();

    /**
     * Sends a signal and returns at once; signals to one process keep their order. Goes to this very process only, never
     * to a recycled pid; with {@link StopRule.Scope#SESSION} also to every process group of its session, and, once the
     * main process has ended, to what is left of the session. Nothing happens if nobody is left.
     */
    void signal(Signal signal, StopRule.Scope scope);
}
