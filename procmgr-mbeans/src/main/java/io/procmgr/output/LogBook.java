package io.procmgr.output;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The log files that somebody asked for or writes to, each once. Safe for use by several threads. */
public final class LogBook {
    private final Map<Path, LogFile> logs = new ConcurrentHashMap<>();
    private final LogStates states;
    private final LogTimes times;

    /**
     * A book that keeps what outlasts the supervisor in this directory, which is made when it is needed.
     *
     * @param directory belongs to this supervisor alone
     */
    public LogBook(Path directory) {
        states = new LogStates(directory);
        times = new LogTimes(states);
    }

    LogFile log(Path file) {
        return logs.computeIfAbsent(file, path -> new LogFile(path, states));
    }

    /** Has one name of a file stand for another one's log: both name the same file. */
    void alias(Path name, LogFile log) {
        logs.put(name, log);
    }

    /** Forgets what is kept in memory of a log that no job writes to any more. */
    void forget(Path file) {
        logs.remove(file);
    }

    LogStates states() {
        return states;
    }

    LogTimes times() {
        return times;
    }
}
