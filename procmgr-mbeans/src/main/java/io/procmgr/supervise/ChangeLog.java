package io.procmgr.supervise;

import io.procmgr.supervise.JobChange.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Numbers what happens, keeps the newest, and hands it to the listeners. Written on the event loop only. */
final class ChangeLog implements AutoCloseable {
    private final Scheduler scheduler;
    private final ChangeRing ring = new ChangeRing();
    private final ChangeDispatcher dispatcher = new ChangeDispatcher();

    ChangeLog(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Something happened to a job; its state did not change. */
    void job(SupervisedJob job, Kind kind, String message) {
        JobStatus status = job.status();
        add(kind, job.name().value(), Optional.of(status.state()), Optional.of(status), message);
    }

    /** Its state changed. */
    void state(SupervisedJob job, JobState from, String message) {
        JobStatus status = job.status();
        add(Kind.STATE, job.name().value(), Optional.of(from), Optional.of(status), message);
    }

    /** Something happened to the configuration. */
    void config(Kind kind, String message) {
        add(kind, "", Optional.empty(), Optional.empty(), message);
    }

    private void add(Kind kind, String job, Optional<JobState> from, Optional<JobStatus> status, String message) {
        JobChange change = new JobChange(
                ring.last() + 1,
                scheduler.currentTimeMillis(),
                kind,
                job,
                from,
                status.map(JobStatus::state),
                status,
                message);
        ring.add(change);
        dispatcher.tell(change);
    }

    /** Completes a future away from the event loop. */
    <T> void complete(CompletableFuture<T> future, T value) {
        dispatcher.post(() -> future.complete(value));
    }

    <T> void fail(CompletableFuture<T> future, RuntimeException reason) {
        dispatcher.post(() -> future.completeExceptionally(reason));
    }

    List<JobChange> after(long since, int max) {
        return ring.after(since, max);
    }

    long last() {
        return ring.last();
    }

    void add(ChangeListener listener) {
        dispatcher.add(listener);
    }

    void remove(ChangeListener listener) {
        dispatcher.remove(listener);
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}
