package io.procmgr.supervise;

import io.procmgr.job.JobSpec;
import io.procmgr.job.LogFiles;
import io.procmgr.supervise.JobStatus.Owner;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps what is told of a job, and makes the snapshots. Confined to the event loop but for {@link #status}. */
final class JobReport {
    private final Scheduler scheduler;
    private final SupervisorOptions options;
    private JobSpec spec;
    private LogFiles logs;
    private JobHistory history = JobHistory.NONE;
    private long stateSince;
    private long startTime;
    private String waitingFor = "";
    private JobState told;
    private volatile JobStatus status;

    JobReport(JobSpec spec, Situation situation, JobEnvironment environment) {
        this.scheduler = environment.scheduler();
        this.options = environment.options();
        this.stateSince = scheduler.currentTimeMillis();
        defined(spec);
        this.status = snapshot(situation, Run.NONE, Duration.ZERO);
        this.told = status.state();
    }

    JobStatus status() {
        return status;
    }

    LogFiles logs() {
        return logs;
    }

    void defined(JobSpec next) {
        spec = next;
        logs = next.logs(options.workingDirectory(), options.logDirectory());
    }

    void launched() {
        startTime = scheduler.currentTimeMillis();
        history = history.launched(startTime);
    }

    /** Goes on with what happened under an earlier supervisor. */
    void resume(JobHistory before) {
        history = before;
    }

    /** A process was taken over that was launched so long ago. */
    void adopted(Duration age) {
        startTime = scheduler.currentTimeMillis() - age.toMillis();
    }

    void exited(ExitStatus exit) {
        history = history.exited(Optional.of(exit), scheduler.currentTimeMillis(), exit.toString());
    }

    void ended(Verdict verdict) {
        history = history.exited(Optional.empty(), scheduler.currentTimeMillis(), verdict.reason());
        if (verdict.failure()) {
            history = history.failed();
        }
    }

    void steady() {
        history = history.steady();
    }

    void error(String message) {
        history = history.error(message);
    }

    /** Notes why the job waits. */
    void waitingFor(String text) {
        waitingFor = text;
    }

    String waitingFor() {
        return waitingFor;
    }

    /** Makes a new snapshot. */
    void refresh(Situation situation, Run run, Duration delay) {
        if (status.state() != situation.state()) {
            stateSince = scheduler.currentTimeMillis();
        }
        if (situation.state() != JobState.WAITING) {
            waitingFor = "";
        }
        status = snapshot(situation, run, delay);
    }

    private Owner owner(Run run) {
        if (spec.execution().pidFile().isPresent()) {
            return Owner.PIDFILE;
        }
        return run.adopted() ? Owner.ADOPTED : Owner.CHILD;
    }

    /** The state that was told last, if the snapshot shows another; from now on that one counts as told. */
    Optional<JobState> untoldChange() {
        JobState before = told;
        told = status.state();
        return before == told ? Optional.empty() : Optional.of(before);
    }

    private JobStatus snapshot(Situation situation, Run run, Duration delay) {
        boolean alive = run.isAlive() && situation.state().isLive();
        JobState state = situation.state();
        return new JobStatus(
                spec,
                logs,
                situation.goal(),
                state,
                stateSince,
                waitingFor.isEmpty() ? Optional.empty() : Optional.of(waitingFor),
                alive ? OptionalLong.of(run.pid()) : OptionalLong.empty(),
                alive ? owner(run) : Owner.NONE,
                run.id(),
                alive && state == JobState.RUNNING,
                startTime,
                state == JobState.BACKOFF ? OptionalLong.of(stateSince + delay.toMillis()) : OptionalLong.empty(),
                history);
    }
}
