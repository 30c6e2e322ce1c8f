package io.procmgr.cli;

import io.procmgr.os.SystemSignal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Catches SIGHUP, in place of the JVM's default: to end. */
final class Hangup {
    private static final Logger LOG = System.getLogger("procmgr");

    private Hangup() {}

    /** Runs the action at each SIGHUP, on a thread of its own. */
    static void handle(Runnable action) {
        try {
            SystemSignal.handle("HUP", action);
        } catch (UnsupportedOperationException e) {
            LOG.log(Level.WARNING, "procmgr " + e.getMessage() + "; it ends procmgr instead of reloading");
        }
    }
}
