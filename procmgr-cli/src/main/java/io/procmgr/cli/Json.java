package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jolokia.json.JSONWriter;

/** {@code --json}: what a verb has to say, for programs. */
final class Json {
    private Json() {}

    static Map<String, Object> of(JobSummary job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", job.name());
        json.put("instance", job.instance());
        json.put("state", job.state());
        json.put("code", job.code());
        json.put("pid", job.pid());
        json.put("uptime", job.uptime());
        json.put("restarts", job.restarts());
        json.put("exit", job.exit());
        return json;
    }

    /** An array in one line. */
    static void print(List<?> array, Terminal terminal) throws IOException {
        JSONWriter.serialize(array, terminal.out());
        terminal.out().println();
    }

    /** An object in one line. */
    static void print(Map<String, ?> object, Terminal terminal) throws IOException {
        JSONWriter.serialize(object, terminal.out());
        terminal.out().println();
    }
}
