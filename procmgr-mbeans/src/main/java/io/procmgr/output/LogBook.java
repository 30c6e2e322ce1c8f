package io.procmgr.output;

import java.io.IOException;
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

    /**
     * What the job's standard error holds by now has been told, or is not to be told: alerts are for what comes. To be called
     * before a launch, so that no line of it is missed.
     *
     * @param known whether it was told already, so that a place that was kept holds
     */
    public void expectErrors(JobOutput job, boolean known) throws IOException {
        Path file = job.files().error();
        Place place = LineFollower.place(this, file, job.job(), LineFollower.ERRORS);
        if (known && place.exists()) {
            return;
        }
        String end = new LogReader(this).end(file);
        if (end.isEmpty()) {
            place.forget();
        } else {
            place.keep(end, job.job().value() + " " + JobOutput.STDERR + ": ");
        }
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
