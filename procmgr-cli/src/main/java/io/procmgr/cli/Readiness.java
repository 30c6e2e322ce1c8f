package io.procmgr.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * Tells the command that started this one as a daemon how the start went: {@code +} or {@code -}, a text, and a NUL, into the
 * pipe that the system property {@code procmgr.daemon.ready} names. Does nothing in the foreground.
 */
final class Readiness {
    /** Names the pipe. */
    static final String PROPERTY = "procmgr.daemon.ready";

    static final char UP = '+';
    static final char FAILED = '-';
    static final char END = '\0';

    private Readiness() {}

    /** Whether this JVM is the daemon. */
    static boolean isAwaited() {
        return System.getProperty(PROPERTY) != null;
    }

    static void up(String hello) {
        tell(UP + hello);
    }

    static void failed(String message) {
        tell(FAILED + message);
    }

    private static void tell(String text) {
        if (!isAwaited()) {
            return;
        }
        try (OutputStream pipe = new FileOutputStream(System.getProperty(PROPERTY))) {
            pipe.write((text + END).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // whoever started it did not wait
            System.getLogger("procmgr").log(Level.DEBUG, "procmgr nobody waits for its start: " + e.getMessage());
        }
    }
}
