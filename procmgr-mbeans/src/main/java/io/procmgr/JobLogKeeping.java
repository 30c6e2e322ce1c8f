package io.procmgr;

import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.output.JobOutput;
import io.procmgr.output.LogBook;
import io.procmgr.output.LogKeeper;
import io.procmgr.output.LogNews;
import io.procmgr.supervise.ChangeListener;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.LogStorage;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Has the log files of a supervisor's jobs kept. Closed after the supervisor, so that the last lines are relayed, too. */
final class JobLogKeeping implements ChangeListener, LogNews, AutoCloseable {
    /** Directory of what is known of rotated logs, in the state directory. */
    private static final String DIRECTORY = "log-state";

    private final LogBook book;
    private Optional<LogKeeper> keeper = Optional.empty();
    private Optional<Supervisor> supervisor = Optional.empty();
    private Optional<Alerting> alerts = Optional.empty();

    /** Keeps nothing yet. */
    JobLogKeeping(Path stateDirectory) {
        book = new LogBook(stateDirectory.resolve(DIRECTORY));
    }

    LogBook book() {
        return book;
    }

    /** Begins with the jobs that there are, and follows those that come. */
    void begin(Supervisor followed, LogStorage storage, Optional<Path> ownLog, Alerting alerting) throws IOException {
        supervisor = Optional.of(followed);
        alerts = Optional.of(alerting);
        LogKeeper begun = new LogKeeper(book, storage, this, followed::currentTimeMillis);
        keeper = Optional.of(begun);
        followed.addListener(this);
        begun.keep(outputs());
        ownLog.ifPresent(begun::keepOwn);
    }

    private List<JobOutput> outputs() {
        return supervisor.orElseThrow().statuses().stream()
                .map(JobLogKeeping::output)
                .toList();
    }

    private static JobOutput output(JobStatus status) {
        return new JobOutput(status.spec(), status.logs());
    }

    /** The files of a job that are to be rotated now; none if it has no log that is. */
    List<Path> rotate(JobStatus job) {
        return keeper.map(begun -> begun.rotate(output(job))).orElse(List.of());
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public void changed(JobChange change) {
        LogKeeper begun = keeper.orElseThrow();
        switch (change.kind()) {
            case CONFIG_RELOADED -> begun.keep(outputs());
            case LAUNCHED -> change.status().map(JobLogKeeping::output).ifPresent(begun::launched);
            case ADDED, REMOVED, STATE, READY, EXITED, LEFT, GAVE_UP, NOTICE, CONFIG_REJECTED -> {}
        }
    }

    @Override
    public void trouble(JobName job, String message) {
        supervisor.orElseThrow().trouble(job, message);
    }

    @Override
    public void reopen(JobName job) {
        supervisor.orElseThrow().reopenLogs(job);
    }

    @Override
    public void errorLines(JobSpec job, List<String> lines, long omitted) {
        alerts.orElseThrow().errorLines(job, lines, omitted);
    }

    @Override
    public void close() {
        keeper.ifPresent(LogKeeper::close);
    }
}
