package io.procmgr.jmx;

import io.procmgr.job.PrintableText;
import io.procmgr.supervise.RefusedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * Does what an operator asks: one audit line for each action, and exceptions of classes that a JMX client on another
 * machine has.
 */
final class Actions {
    private static final Logger LOGGER = System.getLogger("procmgr");

    private static final int MOST = 1_000;

    private final Callers callers;

    Actions(Callers callers) {
        this.callers = callers;
    }

    /**
     * Runs an action.
     *
     * @param tag the job's name, or {@code procmgr}
     * @param what the operation with its arguments
     * @throws IllegalStateException if it is refused
     */
    String run(String tag, String what, Supplier<String> action) {
        try {
            String result = action.get();
            audit(tag, what, result);
            return result;
        } catch (RefusedException e) {
            audit(tag, what, "refused: " + e.getMessage());
            throw forClient(e);
        } catch (RuntimeException e) {
            audit(tag, what, "failed: " + e.getMessage());
            throw e;
        }
    }

    /** The exception without our class, also not as its cause: JConsole could not load it. */
    static IllegalStateException forClient(RefusedException refused) {
        return new IllegalStateException(refused.getMessage());
    }

    private void audit(String tag, String what, String result) {
        String caller = callers.current().map(Caller::toString).orElse("local JMX");
        String all = (what + " by " + caller + ": " + result).strip().replace("\n", "; ");
        // a group may be a thousand jobs, each of which tells what becomes of it by itself
        String line = all.length() > MOST ? all.substring(0, MOST) + "…" : all;
        LOGGER.log(Level.INFO, () -> tag + " " + PrintableText.of(line));
    }
}
