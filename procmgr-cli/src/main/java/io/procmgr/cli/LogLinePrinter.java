package io.procmgr.cli;

import io.procmgr.terminal.Colour;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints lines that jobs wrote. If there are several jobs, each line begins with the job's name. */
final class LogLinePrinter {
    /** Longer names are not waited for: the bars of the others stay in line. */
    private static final int WIDEST = 24;

    private final Terminal terminal;
    private final boolean named;
    private final boolean json;
    private final int width;

    LogLinePrinter(Terminal terminal, List<String> jobs, boolean json) {
        this.terminal = terminal;
        this.named = jobs.size() != 1;
        this.json = json;
        this.width = Math.min(WIDEST, jobs.stream().mapToInt(Text::width).max().orElse(0));
    }

    void line(String job, String stream, String text) throws IOException {
        if (json) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("job", job);
            entry.put("stream", stream);
            entry.put("text", text);
            Json.print(entry, terminal);
            return;
        }
        terminal.out().println((named ? prefix(job, stream) : "") + Text.line(text));
    }

    private String prefix(String job, String stream) {
        String name = Text.line(job);
        String bar = name + " ".repeat(Math.max(0, width - Text.width(name))) + " | ";
        return terminal.painted(bar, stream.equals(LogStreams.ERR) ? Colour.BAD : Colour.QUIET);
    }

    void complain(String message) {
        terminal.err().println("procmgr: " + Text.line(message));
    }

    /** Whether nobody reads any more. */
    boolean isClosed() {
        return terminal.out().checkError();
    }
}
