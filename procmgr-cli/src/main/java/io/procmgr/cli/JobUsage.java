package io.procmgr.cli;

import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import io.procmgr.supervise.JobState;
import io.procmgr.terminal.Durations;
import io.procmgr.terminal.Table;
import io.procmgr.terminal.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a job uses, as its MBean tells it; −1 = not known.
 *
 * @param name of the job
 * @param state in words
 * @param pid of its main process
 * @param cpuPercent use of one processor by its session
 * @param residentBytes of its session
 * @param processes living ones of its session
 * @param threads of its session
 * @param files open in its session
 * @param uptime in milliseconds
 * @param restarts launches after the first
 */
record JobUsage(
        String name,
        JobState state,
        long pid,
        double cpuPercent,
        long residentBytes,
        long processes,
        long threads,
        long files,
        long uptime,
        long restarts) {
    private static final String[] ATTRIBUTES = {
        "Name",
        "State",
        "Pid",
        "CpuPercent",
        "ResidentBytes",
        "ProcessCount",
        "ThreadCount",
        "OpenFileDescriptors",
        "UptimeMillis",
        "RestartCount"
    };
    private static final long KIB = 1024;

    /** Those of all jobs, in no order. */
    static List<JobUsage> all(SupervisorClient client) throws UnreachableException {
        List<JobUsage> usages = new ArrayList<>();
        for (Map<String, Object> job : client.attributesOfAll(ATTRIBUTES).values()) {
            usages.add(new JobUsage(
                    (String) job.get("Name"),
                    JobState.valueOf((String) job.get("State")),
                    number(job, "Pid"),
                    ((Number) job.get("CpuPercent")).doubleValue(),
                    number(job, "ResidentBytes"),
                    number(job, "ProcessCount"),
                    number(job, "ThreadCount"),
                    number(job, "OpenFileDescriptors"),
                    number(job, "UptimeMillis"),
                    number(job, "RestartCount")));
        }
        return usages;
    }

    private static long number(Map<String, Object> job, String attribute) {
        return ((Number) job.get(attribute)).longValue();
    }

    static Table table(List<JobUsage> usages) {
        Table table = new Table(
                "NAME", "STATE", ">PID", ">CPU %", ">MEMORY", ">PROCS", ">THREADS", ">FILES", ">UPTIME", ">RESTARTS");
        for (JobUsage usage : usages) {
            boolean lives = usage.pid() > 0;
            table.add(
                    Cell.of(usage.name()),
                    new Cell(usage.state().name(), StatusTable.colour(usage.state())),
                    known(usage.pid()),
                    Cell.of(usage.cpuPercent() < 0 ? "" : tenths(usage.cpuPercent())),
                    Cell.of(usage.residentBytes() < 0 ? "" : bytes(usage.residentBytes())),
                    known(usage.processes()),
                    known(usage.threads()),
                    known(usage.files()),
                    Cell.of(lives ? Durations.text(usage.uptime()) : ""),
                    Cell.of(Long.toString(usage.restarts())));
        }
        return table;
    }

    private static Cell known(long number) {
        return Cell.of(number < 0 ? "" : Long.toString(number));
    }

    /** Such as {@code 640 KiB}, {@code 12.3 MiB}. */
    static String bytes(long bytes) {
        if (bytes < KIB * KIB) {
            return bytes / KIB + " KiB";
        }
        double mib = (double) bytes / KIB / KIB;
        return mib < KIB ? tenths(mib) + " MiB" : tenths(mib / KIB) + " GiB";
    }

    private static String tenths(double number) {
        long tenths = Math.round(number * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
