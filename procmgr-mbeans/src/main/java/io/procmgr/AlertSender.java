package io.procmgr;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.JobSpec;
import io.procmgr.supervise.ChangeListener;
import java.util.List;

/** Tells people what becomes of jobs. Safe for use by several threads. */
public interface AlertSender extends ChangeListener, AutoCloseable {
    /** Has these channels from now on; what waits for one that is gone is dropped. */
    void channels(List<AlertChannel> channels);

    /**
     * A job wrote lines to its standard error that are to be told. Must return soon.
     *
     * @param lines the last ones, oldest first
     * @param omitted how many there were before them
     */
    void errorLines(JobSpec job, List<String> lines, long omitted);

    /**
     * Sends a test message, and returns when it is sent.
     *
     * @return what was done, in words
     * @throws io.procmgr.supervise.RefusedException if there is no such channel, or it cannot send
     */
    String test(String channel);

    /** Ends its thread; what is not sent yet waits in the state directory. */
    @Override
    void close();
}
