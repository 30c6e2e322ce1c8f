package io.procmgr.cdi;

import io.procmgr.supervise.ChangeListener;
import io.procmgr.supervise.JobChange;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the observers of an application what happens to its jobs: those that are called at once in one lane, asynchronous
 * ones in another, so that neither waits for the other.
 */
final class EventBridge implements ChangeListener, AutoCloseable {
    private static final Annotation[] NO_JOB = {};
    private static final int MOST_REPLAYED = 1_000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final io.procmgr.supervise.Supervisor supervisor;
    private final Observers observers;
    private final EventThreads threads;
    private final EventLane lane;
    private final EventLane asyncLane;
    private final List<JobChange> early = new ArrayList<>();
    private long told;
    private boolean caughtUp;

    private EventBridge(
            io.procmgr.supervise.Supervisor supervisor, Observers observers, EventThreads threads, long since) {
        this.supervisor = supervisor;
        this.observers = observers;
        this.threads = threads;
        this.told = since;
        this.lane = new EventLane("observers of processes", threads.executor());
        this.asyncLane = new EventLane("asynchronous observers of processes", threads.executor());
    }

    /**
     * Begins to tell, beginning with what happened after an event.
     *
     * @param since sequence number of the last one that is not to be told; 0 for all
     */
    static EventBridge open(io.procmgr.supervise.Supervisor supervisor, Application application, long since) {
        EventBridge bridge = new EventBridge(
                supervisor,
                new Observers(application.beans(), application.withMetadata()),
                EventThreads.of(application.loader(), ServerFacts.executor()),
                since);
        supervisor.addListener(bridge);
        bridge.catchUp();
        return bridge;
    }

    private synchronized void catchUp() {
        supervisor.changes(told, MOST_REPLAYED).forEach(this::tell);
        early.forEach(this::tell);
        early.clear();
        caughtUp = true;
    }

    @Override
    public synchronized void changed(JobChange change) {
        if (caughtUp) {
            tell(change);
        } else {
            early.add(change);
        }
    }

    private void tell(JobChange change) {
        if (change.sequence() <= told) {
            return;
        }
        told = change.sequence();
        JobEvents.of(change).ifPresent(event -> {
            Annotation[] qualifiers = change.job().isEmpty() ? NO_JOB : new Annotation[] {Job.Literal.of(change.job())};
            lane.add(() -> observers.tell(event, qualifiers, false));
            asyncLane.add(() -> observers.tell(event, qualifiers, true));
        });
    }

    @Override
    public String name() {
        return "CDI observers";
    }

    /** The application cannot hear any more: nothing is told from now on. */
    void fallSilent() {
        lane.close(Duration.ZERO);
        asyncLane.close(Duration.ZERO);
    }

    /** What has happened until now is still told, for at most two seconds. */
    @Override
    public void close() {
        supervisor.removeListener(this);
        lane.close(LAST_WORDS);
        asyncLane.close(LAST_WORDS);
        threads.close();
    }
}
