package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.terminal.Terminal;
import io.procmgr.terminal.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells what came of a command: a line for each job as soon as it is known, or all in JSON at the end. */
final class Telling {
    private final Terminal terminal;
    private final boolean json;
    private final List<Map<String, Object>> told = new ArrayList<>();
    private int exitStatus = ExitStatus.DONE;

    Telling(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    void accepted(String line) {
        told.add(new LinkedHashMap<>(Map.of("outcome", "accepted", "message", line)));
        if (!json) {
            terminal.out().println(Text.line(line));
        }
    }

    void refused(String line) {
        exitStatus = ExitStatus.FAILED;
        told.add(new LinkedHashMap<>(Map.of("outcome", "refused", "message", line)));
        if (!json) {
            terminal.err().println("procmgr: " + Text.line(line));
        }
    }

    void outcome(Outcome outcome) {
        exitStatus = Outcome.worst(exitStatus, outcome.exitStatus());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", outcome.job());
        entry.put("outcome", outcome.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        entry.put("state", outcome.last().map(job -> job.state().name()).orElse(""));
        entry.put("pid", outcome.last().map(JobSummary::pid).orElse(-1L));
        entry.put("message", outcome.text());
        told.add(entry);
        if (!json) {
            boolean reached = outcome.verdict() == Goal.Verdict.REACHED;
            String line = Text.line(outcome.text());
            (reached ? terminal.out() : terminal.err()).println(reached ? line : "procmgr: " + line);
        }
    }

    /** Jobs whose turn did not come, since one before them failed. */
    void left(List<String> jobs) {
        exitStatus = Outcome.worst(exitStatus, ExitStatus.FAILED);
        for (String job : jobs) {
            told.add(new LinkedHashMap<>(Map.of("name", job, "outcome", "left")));
        }
        if (!json && !jobs.isEmpty()) {
            terminal.err().println("procmgr: left as they are: " + Text.line(String.join(", ", jobs)));
        }
    }

    /** Ends it; the exit status. */
    int end() throws IOException {
        if (json) {
            Json.print(told, terminal);
        }
        return exitStatus;
    }
}
