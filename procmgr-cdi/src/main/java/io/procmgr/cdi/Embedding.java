package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The supervisor of one application, from its start to its end: started once and stopped once, however often and in whatever
 * order a container says so. Safe for use by several threads.
 */
final class Embedding {
    private static final Logger LOG = System.getLogger("procmgr");

    /** Brings a supervisor up, with all that belongs to it. */
    interface Opening {
        Opened open() throws IOException;
    }

    /** A supervisor that is up, and how it ends. */
    interface Opened {
        ProcMgr procMgr();

        /**
         * Ends all of it.
         *
         * @param observable whether the application can still hear of what happens
         */
        void close(boolean observable);
    }

    private enum Phase {
        NEW,
        UP,
        /** It could not start. */
        DOWN,
        OFF,
        ENDED
    }

    private volatile Phase phase = Phase.NEW;
    private Opened opened;
    private volatile ProcMgr procMgr;
    private volatile String whyNot = "it has not started yet: it starts when the application has started";

    /**
     * Starts it, unless that was done.
     *
     * @throws io.procmgr.InvalidConfigurationException if the definitions have errors
     * @throws IOException if a directory cannot be used
     */
    synchronized void start(Opening opening) throws IOException {
        if (phase != Phase.NEW) {
            return;
        }
        phase = Phase.DOWN;
        try {
            opened = opening.open();
            procMgr = opened.procMgr();
            phase = Phase.UP;
        } catch (IOException | RuntimeException | Error e) {
            whyNot = "it could not start: " + e.getMessage();
            throw e;
        }
    }

    /** Leaves it down for good. */
    synchronized void switchOff(String why) {
        if (phase == Phase.NEW) {
            phase = Phase.OFF;
            whyNot = why;
            LOG.log(Level.INFO, "procmgr is not running: " + why);
        }
    }

    /** Whether it was left down on purpose. Never waits for a start or a stop under way. */
    boolean isOff() {
        return phase == Phase.OFF;
    }

    /** Stops it, unless that was done; it cannot be started again. */
    synchronized void stop(boolean observable) {
        boolean up = phase == Phase.UP;
        if (phase != Phase.OFF) {
            phase = Phase.ENDED;
        }
        if (up) {
            try {
                opened.close(observable);
            } finally {
                procMgr = null;
                whyNot = "it has ended with the application";
            }
        }
    }

    /** @throws IllegalStateException if it is not up; the message says what cannot be done, and why */
    ProcMgr running(String what) {
        ProcMgr now = procMgr;
        if (now == null) {
            throw new IllegalStateException("cannot " + what + ": procmgr is not running, " + whyNot);
        }
        return now;
    }
}
