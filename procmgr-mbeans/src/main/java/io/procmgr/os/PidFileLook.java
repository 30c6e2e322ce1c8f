package io.procmgr.os;

import io.procmgr.supervise.ProcessIdentity;
import java.util.Optional;

/**
 * What one look at a pid file has found.
 *
 * @param daemon the job's own process; empty if the file names none that is proven to be
 * @param why not; empty if there is one
 */
record PidFileLook(Optional<ProcessIdentity> daemon, String why) {
    static PidFileLook found(ProcessIdentity daemon) {
        return new PidFileLook(Optional.of(daemon), "");
    }

    static PidFileLook nothing(String why) {
        return new PidFileLook(Optional.empty(), why);
    }
}
