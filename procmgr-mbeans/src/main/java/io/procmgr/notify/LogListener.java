package io.procmgr.notify;

import io.procmgr.job.PrintableText;
import io.procmgr.supervise.ChangeListener;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Writes a line for every change to the logger {@code procmgr}. A line begins with its tag: the job's name, or
 * {@code procmgr}; what could forge or hide one is removed, so that no job can forge a line.
 */
public final class LogListener implements ChangeListener {
    private static final Logger LOG = System.getLogger("procmgr");

    @Override
    public void changed(JobChange change) {
        Level level = level(change);
        if (!LOG.isLoggable(level)) {
            return;
        }
        String tag = change.job().isEmpty() ? "procmgr" : change.job();
        text(change).lines().forEach(line -> LOG.log(level, tag + " " + PrintableText.of(line)));
    }

    @Override
    public String name() {
        return "log";
    }

    private static Level level(JobChange change) {
        return switch (change.kind()) {
            case ADDED, READY, GAVE_UP -> Level.DEBUG;
            case REMOVED, LAUNCHED, EXITED, LEFT, CONFIG_RELOADED -> Level.INFO;
            case STATE -> change.to().filter(JobState.FAILED::equals).isPresent() ? Level.ERROR : Level.INFO;
            case NOTICE -> Level.WARNING;
            case CONFIG_REJECTED -> Level.ERROR;
        };
    }

    private static String text(JobChange change) {
        return switch (change.kind()) {
            case STATE -> change.from().orElseThrow() + " → " + change.to().orElseThrow() + ": " + change.message();
            case ADDED, REMOVED, LAUNCHED, READY, EXITED, LEFT, GAVE_UP, NOTICE, CONFIG_RELOADED, CONFIG_REJECTED ->
                change.message();
        };
    }
}
