package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows lines as they come. */
final class LogFollower {
    private static final int MOST_BYTES = 1 << 20;
    private static final long PAUSE_MILLIS = 200;

    private final SupervisorClient client;
    private final LogLinePrinter printer;
    private final Selection selection;
    private final LogStreams streams;
    private final boolean one;
    private final Map<String, String> places = new LinkedHashMap<>();

    LogFollower(SupervisorClient client, LogLinePrinter printer, Selection selection, LogStreams streams) {
        this.client = client;
        this.printer = printer;
        this.selection = selection;
        this.streams = streams;
        this.one = selection.fitsOneText();
    }

    private Map<?, ?> read(String cursor) throws IOException {
        return (Map<?, ?>) client.call("followLogs", one ? selection.text() : "*", cursor, MOST_BYTES);
    }

    /** Notes where all logs end now: those of which no earlier line is shown go on from here. */
    void begin() throws IOException {
        for (String entry : String.valueOf(read("").get("cursor")).split(" ")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                places.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
    }

    /**
     * Does not return before the calling thread is interrupted, or nobody reads any more.
     *
     * @param shown where what was shown ends
     */
    void follow(Map<String, String> shown) throws IOException {
        places.putAll(shown);
        StringBuilder all = new StringBuilder();
        places.forEach((key, place) ->
                all.append(all.length() == 0 ? "" : " ").append(key).append('=').append(place));
        String cursor = all.length() == 0 ? "-" : all.toString();
        while (!printer.isClosed()) {
            Map<?, ?> answer = read(cursor);
            cursor = String.valueOf(answer.get("cursor"));
            List<?> lines = (List<?>) answer.get("lines");
            for (Object each : lines) {
                Map<?, ?> line = (Map<?, ?>) each;
                String job = String.valueOf(line.get("job"));
                String stream = String.valueOf(line.get("stream"));
                if (streams.wants(job, stream, one)) {
                    printer.line(job, stream, String.valueOf(line.get("text")));
                }
            }
            if (lines.isEmpty()) {
                Waiting.pause(PAUSE_MILLIS);
            }
        }
    }
}
