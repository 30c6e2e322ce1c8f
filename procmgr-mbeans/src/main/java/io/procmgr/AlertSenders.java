package io.procmgr;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.Problem;
import java.nio.file.Path;
import java.util.List;

/** Makes what sends alerts: a service that is looked for only where an alert channel is defined. */
public interface AlertSenders {
    /** Which of the channels cannot send here, and why. */
    List<Problem> problems(List<AlertChannel> channels);

    /**
     * A sender without channels.
     *
     * @param stateDirectory where it keeps what it has not sent
     * @param app the application's name, for messages; may be empty
     */
    AlertSender open(Path stateDirectory, String app);
}
