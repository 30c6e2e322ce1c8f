package io.procmgr.cli;

import java.util.logging.Level;

/** {@code --log-level}: the least that is worth a line. */
enum LogLevel {
    ERROR(Level.SEVERE),
    WARNING(Level.WARNING),
    INFO(Level.INFO),
    DEBUG(Level.FINE);

    private final Level level;

    LogLevel(Level level) {
        this.level = level;
    }

    Level level() {
        return level;
    }

    /** The name of a level of java.util.logging in our log. */
    static String nameOf(Level level) {
        for (LogLevel candidate : values()) {
            if (level.intValue() >= candidate.level.intValue()) {
                return candidate.name();
            }
        }
        return "TRACE";
    }
}
