package io.procmgr.cli;

import io.procmgr.client.RequestRefusedException;
import io.procmgr.client.SupervisorClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was written before, and where it ends, so that nothing is lost or comes twice when somebody goes on from there. */
final class LogBacklog {
    private static final int MOST_BYTES = 1 << 20;

    private final SupervisorClient client;
    private final LogLinePrinter printer;
    private final Map<String, String> cursors = new LinkedHashMap<>();

    LogBacklog(SupervisorClient client, LogLinePrinter printer) {
        this.client = client;
        this.printer = printer;
    }

    /**
     * The last lines of each; the exit status.
     *
     * @param goesOn whether somebody goes on from there: then a line that is not ended yet is left to him
     */
    int last(LogStreams streams, int lines, boolean goesOn) throws IOException {
        int status = ExitStatus.DONE;
        for (LogStreams.Stream stream : streams.all()) {
            try {
                int most = Math.max(1, lines);
                if (goesOn) {
                    Map<?, ?> tail = (Map<?, ?>) client.callJob(stream.job(), "readLogTail", stream.name(), most);
                    take(stream, tail, lines > 0);
                } else if (lines > 0) {
                    for (Object line : (List<?>) client.callJob(stream.job(), "tail", stream.name(), most)) {
                        printer.line(stream.job(), stream.name(), String.valueOf(line));
                    }
                }
            } catch (RequestRefusedException e) {
                printer.complain(e.getMessage());
                status = ExitStatus.FAILED;
            }
        }
        return status;
    }

    /** What is not older; the exit status. */
    int since(LogStreams streams, Duration age) throws IOException {
        int status = ExitStatus.DONE;
        for (LogStreams.Stream stream : streams.all()) {
            try {
                long begin = Math.max(0, System.currentTimeMillis() - age.toMillis());
                Map<?, ?> chunk =
                        (Map<?, ?>) client.callJob(stream.job(), "readLogSince", stream.name(), begin, MOST_BYTES);
                while (!String.valueOf(chunk.get("text")).isEmpty()) {
                    print(stream, String.valueOf(chunk.get("text")));
                    chunk = (Map<?, ?>)
                            client.callJob(stream.job(), "readLog", stream.name(), chunk.get("cursor"), MOST_BYTES);
                }
                take(stream, chunk, false);
            } catch (RequestRefusedException e) {
                printer.complain(e.getMessage());
                status = ExitStatus.FAILED;
            }
        }
        return status;
    }

    private void take(LogStreams.Stream stream, Map<?, ?> chunk, boolean print) throws IOException {
        if (print) {
            print(stream, String.valueOf(chunk.get("text")));
        }
        cursors.put(stream.key(), String.valueOf(chunk.get("cursor")));
    }

    private void print(LogStreams.Stream stream, String text) throws IOException {
        for (String line : text.lines().toList()) {
            printer.line(stream.job(), stream.name(), line);
        }
    }

    /** Behind what was shown, by the keys of {@code followLogs}. */
    Map<String, String> cursors() {
        return cursors;
    }
}
