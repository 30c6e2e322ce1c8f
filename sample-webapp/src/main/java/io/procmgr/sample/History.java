package io.procmgr.sample;

import io.procmgr.cdi.Job;
import io.procmgr.cdi.ProcessExited;
import io.procmgr.cdi.ProcessFailed;
import io.procmgr.cdi.ProcessStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to the processes lately. Observers are called by a thread that is not the page's: hence the lock. */
@ApplicationScoped
public class History {
    private static final int MOST = 50;

    private final Deque<String> lines = new ArrayDeque<>();
    private int clockStarts;

    void started(@Observes ProcessStarted event) {
        add(event.job() + " started, pid " + event.pid());
    }

    void exited(@Observes ProcessExited event) {
        add(event.job() + " ended: " + event.message());
    }

    void failed(@Observes ProcessFailed event) {
        add(event.job() + " given up: " + event.message());
    }

    /** An observer of one job alone. */
    synchronized void clockStarted(@Observes @Job("clock") ProcessStarted event) {
        clockStarts++;
    }

    private synchronized void add(String line) {
        if (lines.size() == MOST) {
            lines.removeLast();
        }
        lines.addFirst(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }

    /** The last lines, newest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** How often the clock was started since the application was. */
    public synchronized int clockStarts() {
        return clockStarts;
    }
}
