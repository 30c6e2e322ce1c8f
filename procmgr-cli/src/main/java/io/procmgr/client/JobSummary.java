package io.procmgr.client;

import io.procmgr.supervise.JobState;
import java.util.Map;

/**
 * One job of attribute {@code Statuses}.
 *
 * @param name of the job
 * @param instance of the job, or empty
 * @param state at that moment
 * @param pid of the main process, or −1
 * @param uptime of the process in milliseconds, or 0
 * @param restarts launches after the first
 * @param exit how the last process ended, in words; empty if none did
 */
public record JobSummary(
        String name, String instance, JobState state, long pid, long uptime, long restarts, String exit) {
    /** @throws IllegalArgumentException if the state is none that we know */
    static JobSummary of(Map<?, ?> json) {
        return new JobSummary(
                (String) json.get("name"),
                (String) json.get("instance"),
                JobState.valueOf((String) json.get("state")),
                number(json, "pid"),
                number(json, "uptime"),
                number(json, "restarts"),
                (String) json.get("exit"));
    }

    private static long number(Map<?, ?> json, String key) {
        return ((Number) json.get(key)).longValue();
    }
}
