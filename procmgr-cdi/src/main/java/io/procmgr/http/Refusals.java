package io.procmgr.http;

import io.procmgr.jmx.Caller;
import io.procmgr.jmx.Callers;
import java.lang.System.Logger.Level;

/** The log of what was forbidden: by whom, from where, and what; ten lines a minute at most. */
final class Refusals {
    private final Callers callers;
    private final ScarceLog log = new ScarceLog(Level.WARNING);

    Refusals(Callers callers) {
        this.callers = callers;
    }

    /** Tells of an attempt by whom the calling thread works for. */
    void tell(HttpRefusal refusal) {
        tell(refusal, callers.current().map(Caller::toString).orElse("nobody"));
    }

    /** Tells of an attempt, unless it is a mere mistake. */
    void tell(HttpRefusal refusal, String by) {
        if (refusal.status() == HttpRefusal.FORBIDDEN) {
            log.tell("refused a request by " + by + ": " + refusal.getMessage());
        }
    }
}
