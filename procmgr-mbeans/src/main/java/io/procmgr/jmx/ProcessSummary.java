package io.procmgr.jmx;

import io.procmgr.job.InstanceName;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.JobStatus;

/**
 * One job in attribute {@code Statuses}.
 *
 * @param name of the job
 * @param instance of the job, or empty
 * @param state in words
 * @param code of the state
 * @param pid of the main process, or −1
 * @param uptime of the process in milliseconds, or 0
 * @param restarts launches after the first
 * @param exit how the last process ended, in words; empty if none did
 */
public record ProcessSummary(
        String name, String instance, String state, int code, long pid, long uptime, long restarts, String exit)
        implements OpenRecord {
    static ProcessSummary of(JobStatus status, long nowMillis) {
        return new ProcessSummary(
                status.name().value(),
                status.name().instance().map(InstanceName::value).orElse(""),
                status.state().name(),
                status.state().code(),
                status.pid().orElse(-1),
                uptimeMillis(status, nowMillis),
                status.history().restartCount(),
                status.history().lastExit().map(ExitStatus::toString).orElse(""));
    }

    @Override
    public Object[] values() {
        return new Object[] {name, instance, state, code, pid, uptime, restarts, exit};
    }

    static long uptimeMillis(JobStatus status, long nowMillis) {
        return status.pid().isPresent() ? Math.max(0, nowMillis - status.startTimeMillis()) : 0;
    }
}
