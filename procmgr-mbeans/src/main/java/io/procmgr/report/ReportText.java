package io.procmgr.report;

import io.procmgr.job.RestartRule.Policy;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The state of all jobs as pmtr reports it: a line for the host, then {@code NAME e|d SECONDS PID PROGRAM} for each. */
final class ReportText {
    /** The largest datagram holds 65,507 bytes; a seal takes some. */
    static final int MOST_BYTES = 65_000;

    private ReportText() {}

    /**
     * The report; more than one if the jobs do not fit into a datagram, each with the line of the host.
     *
     * @param host the host, and the address of an interface if one is asked for
     */
    static List<byte[]> of(String host, List<JobStatus> jobs, long nowMillis) {
        byte[] head = ("report " + host + "\n").getBytes(StandardCharsets.UTF_8);
        List<byte[]> reports = new ArrayList<>(1);
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        report.writeBytes(head);
        for (JobStatus job : jobs) {
            if (!isOver(job)) {
                byte[] line = line(job, nowMillis).getBytes(StandardCharsets.UTF_8);
                if (report.size() + line.length > MOST_BYTES && report.size() > head.length) {
                    reports.add(report.toByteArray());
                    report.reset();
                    report.writeBytes(head);
                }
                report.writeBytes(line);
            }
        }
        reports.add(report.toByteArray());
        return reports;
    }

    /** pmtr does not tell of jobs that have run once and will not run again. */
    private static boolean isOver(JobStatus job) {
        return job.state() == JobState.COMPLETED
                || job.state() == JobState.FAILED && job.spec().restart().policy() == Policy.ONCE;
    }

    private static String line(JobStatus job, long nowMillis) {
        // of a job that was never started, pmtr tells the seconds since 1970
        long seconds = (nowMillis - job.startTimeMillis()) / 1000;
        return job.name() + (job.enabled() ? " e " : " d ") + seconds + " "
                + job.pid().orElse(0) + " "
                + job.spec().execution().command().get(0) + "\n";
    }
}
