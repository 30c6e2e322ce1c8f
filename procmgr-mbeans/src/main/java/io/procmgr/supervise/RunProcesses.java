package io.procmgr.supervise;

import io.procmgr.job.JobName;
import io.procmgr.job.StopRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of the processes of a job's last run, from its record, which may be missing or older than the run, and from
 * the processes that carry its mark. Processes that made a session of their own have left the job and do not count.
 */
final class RunProcesses {
    private final JobName job;
    private final Optional<JobRecord> record;
    private final List<MarkedProcess> ofRun;
    private final long runId;
    private final boolean recorded;
    private final boolean daemon;

    /** @param daemon whether its command puts itself into the background: then its leader may be that and not the job's process */
    RunProcesses(JobName job, JobRecord record, List<MarkedProcess> marked, String stateId, boolean daemon) {
        this.job = job;
        this.daemon = daemon;
        this.record = Optional.ofNullable(record);
        OptionalLong newest = marked.stream()
                .mapToLong(process -> RunMark.parse(stateId, process.mark()).runId())
                .max();
        long known = this.record.map(JobRecord::runId).orElse(0L);
        this.runId = Math.max(known, newest.orElse(0));
        this.recorded = runId == known
                && this.record
                        .flatMap(JobRecord::run)
                        .flatMap(RunRecord::process)
                        .isPresent();
        this.ofRun = marked.stream()
                .filter(process -> RunMark.parse(stateId, process.mark()).runId() == runId)
                .sorted(Comparator.comparingLong(process -> process.identity().startTicks()))
                .toList();
    }

    /** The record, or what can be said without one of a job that is ended by that rule. */
    JobRecord record(StopRule stop) {
        if (record.isPresent() && record.get().runId() == runId) {
            return record.get();
        }
        return new JobRecord(
                job,
                runId,
                Optional.empty(),
                JobState.RUNNING,
                record.map(JobRecord::disabled).orElse(false),
                "",
                record.map(JobRecord::history).orElse(JobHistory.NONE),
                0,
                Optional.of(new RunRecord(Optional.empty(), 0, false, stop)));
    }

    /** The main process: the one of the record, or else the first of the run that leads a session; of a daemon none then. */
    Optional<ProcessIdentity> main() {
        if (recorded) {
            return record.flatMap(JobRecord::run).flatMap(RunRecord::process);
        }
        return ofRun.stream()
                .filter(process -> process.leads() && !daemon)
                .map(MarkedProcess::identity)
                .findFirst();
    }

    /** Members of the main process's session, if that process has ended; of a daemon that was coming up, all. */
    List<ProcessIdentity> left() {
        if (daemon && !recorded) {
            return ofRun.stream().map(MarkedProcess::identity).toList();
        }
        List<ProcessIdentity> left = new ArrayList<>();
        for (MarkedProcess process : ofRun) {
            boolean headless = ofRun.stream().noneMatch(other -> other.leads() && other.session() == process.session());
            boolean ofMain = daemon
                    || (recorded ? process.session() == main().orElseThrow().pid() : main().isEmpty());
            if (headless && ofMain) {
                left.add(process.identity());
            }
        }
        return left;
    }
}
