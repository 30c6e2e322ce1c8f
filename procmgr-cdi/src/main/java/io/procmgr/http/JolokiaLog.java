package io.procmgr.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jolokia.core.api.LogHandler;

/** What Jolokia logs, in our log. */
final class JolokiaLog implements LogHandler {
    private static final Logger LOGGER = System.getLogger("procmgr");

    @Override
    public void debug(String message) {
        LOGGER.log(Level.DEBUG, message);
    }

    @Override
    public void info(String message) {
        LOGGER.log(Level.DEBUG, message);
    }

    @Override
    public void error(String message, Throwable thrown) {
        LOGGER.log(Level.WARNING, "procmgr Jolokia: " + message, thrown);
    }

    @Override
    public boolean isDebug() {
        return false;
    }
}
