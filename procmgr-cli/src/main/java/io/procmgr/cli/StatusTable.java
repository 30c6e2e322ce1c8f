package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.supervise.JobState;
import io.procmgr.terminal.Colour;
import io.procmgr.terminal.Durations;
import io.procmgr.terminal.Table;
import io.procmgr.terminal.Table.Cell;
import java.util.List;

/** The table of {@code procmgr status}. */
final class StatusTable {
    private StatusTable() {}

    static Table of(List<JobSummary> jobs) {
        Table table = new Table("NAME", "STATE", ">PID", ">UPTIME", ">RESTARTS", "LAST EXIT");
        for (JobSummary job : jobs) {
            table.add(
                    Cell.of(job.name()),
                    new Cell(job.state().name(), colour(job.state())),
                    Cell.of(job.pid() > 0 ? Long.toString(job.pid()) : ""),
                    Cell.of(job.pid() > 0 ? Durations.text(job.uptime()) : ""),
                    Cell.of(Long.toString(job.restarts())),
                    Cell.of(job.exit()));
        }
        return table;
    }

    static Colour colour(JobState state) {
        return switch (state) {
            case RUNNING, COMPLETED -> Colour.GOOD;
            case WAITING, STARTING, STOPPING, KILLING -> Colour.BUSY;
            case BACKOFF, FAILED -> Colour.BAD;
            case STOPPED, DISABLED -> Colour.QUIET;
        };
    }
}
