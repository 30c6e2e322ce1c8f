package io.procmgr.cli;

import io.procmgr.notify.RecentLines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log of the stand-alone command: lines {@code <timestamp> <level> <tag> <message>} on standard error, UTF-8, the time
 * local with milliseconds and offset. Messages of the logger {@code procmgr} bring their tag along; of other loggers only
 * warnings and errors are shown.
 */
final class HouseLog extends Handler {
    private static final String OURS = "procmgr";

    private final LogTime time = new LogTime();
    private final OutputStream out = new FileOutputStream(FileDescriptor.err);
    private final RecentLines recent = new RecentLines();

    private HouseLog() {}

    /** Takes the place of what the JVM logs to by default; its last lines are kept. */
    static RecentLines install(LogLevel level) {
        HouseLog log = new HouseLog();
        Own own = new Own(log, level.level());
        if (!LogManager.getLogManager().addLogger(own)) {
            throw new IllegalStateException("the logger " + OURS + " is there before its log");
        }
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.WARNING);
        root.addHandler(log);
        return log.recent;
    }

    @Override
    public void publish(LogRecord record) {
        StringBuilder lines = new StringBuilder();
        String head = time.text(record.getMillis()) + " " + LogLevel.nameOf(record.getLevel()) + " ";
        String tag = OURS.equals(record.getLoggerName()) ? "" : OURS + " " + record.getLoggerName() + ": ";
        String text = text(record);
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            add(head + tag + text, lines);
        } else {
            text.lines().forEach(line -> add(head + tag + line, lines));
        }
        try {
            // one write, so that lines of several threads do not mix
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            reportError(null, e, java.util.logging.ErrorManager.WRITE_FAILURE);
        }
    }

    private void add(String line, StringBuilder lines) {
        recent.add(line);
        lines.append(line).append('\n');
    }

    private static String text(LogRecord record) {
        String message = String.valueOf(record.getMessage());
        if (record.getThrown() == null) {
            return message;
        }
        StringWriter trace = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(trace, true));
        return message + ": " + trace;
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        // standard error stays open: the last lines come while the JVM shuts down
    }

    /**
     * The logger {@code procmgr}. The log manager has a shutdown hook of its own that takes levels and handlers from all
     * loggers, while our hook still stops jobs: this one keeps both to itself.
     */
    private static final class Own extends Logger {
        private final HouseLog log;
        private final Level least;

        Own(HouseLog log, Level least) {
            super(OURS, null);
            this.log = log;
            this.least = least;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.intValue() >= least.intValue();
        }

        @Override
        public void log(LogRecord record) {
            if (isLoggable(record.getLevel())) {
                log.publish(record);
            }
        }
    }
}
