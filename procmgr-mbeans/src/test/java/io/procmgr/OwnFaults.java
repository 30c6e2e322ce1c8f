package io.procmgr;

import io.procmgr.supervise.ChangeListener;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.Supervisor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what procmgr says of its own faults, and counts the rest; while it is open, the log goes nowhere else. */
final class OwnFaults extends Handler implements ChangeListener, AutoCloseable {
    private static final String FAULT = "fault in procmgr";

    private final Logger logger = Logger.getLogger("procmgr");
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    void of(Supervisor supervisor) {
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
        supervisor.addListener(this);
    }

    List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public String name() {
        return "faults";
    }

    @Override
    public synchronized void changed(JobChange change) {
        counts.merge(change.kind(), 1, Integer::sum);
        if (change.message().contains(FAULT)) {
            told.add(change.job() + " " + change.message());
        }
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getThrown() != null) {
            told.add(entry.getMessage() + " " + entry.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
