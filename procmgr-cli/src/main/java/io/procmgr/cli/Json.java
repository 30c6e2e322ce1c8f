package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.client.JsonText;
import io.procmgr.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code --json}: what a verb has to say, for programs. */
final class Json {
    private Json() {}

    static Map<String, Object> of(JobSummary job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", job.name());
        json.put("instance", job.instance());
        json.put("state", job.state().name());
        json.put("code", job.state().code());
        json.put("pid", job.pid());
        json.put("uptime", job.uptime());
        json.put("restarts", job.restarts());
        json.put("exit", job.exit());
        return json;
    }

    /** An array or an object in one line. */
    static void print(Object json, Terminal terminal) {
        terminal.out().println(JsonText.of(json));
    }
}
