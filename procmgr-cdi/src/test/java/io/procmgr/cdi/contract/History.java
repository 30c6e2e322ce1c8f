package io.procmgr.cdi.contract;

import io.procmgr.cdi.Job;
import io.procmgr.cdi.ProcessExited;
import io.procmgr.cdi.ProcessReady;
import io.procmgr.cdi.ProcessStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What observers were told of the job {@code sleeper}, and what of any job. */
@ApplicationScoped
public class History {
    private final List<String> told = new ArrayList<>();

    public void started(@Observes @Job("sleeper") ProcessStarted event) {
        add("sleeper started");
    }

    public void ready(@Observes @Job("sleeper") ProcessReady event) {
        add("sleeper ready");
    }

    public void exited(@Observes @Job("sleeper") ProcessExited event) {
        add("sleeper exited");
    }

    public void any(@Observes ProcessStarted event) {
        add("any started " + event.job());
    }

    public void async(@ObservesAsync ProcessStarted event) {
        add("async started " + event.job());
    }

    private synchronized void add(String line) {
        told.add(line);
        notifyAll();
    }

    /** All until now. */
    public synchronized List<String> told() {
        return new ArrayList<>(told);
    }

    /** Waits until a line is there so often; false if the time runs out. */
    public synchronized boolean await(String line, int times, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (told.stream().filter(line::equals).count() < times) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
