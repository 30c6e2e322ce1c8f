package io.procmgr.cli;

import io.procmgr.ProcMgr;
import io.procmgr.os.ServiceManager;
import io.procmgr.supervise.ChangeListener;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.Supervisor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells systemd, or whoever else has started this as a service and wants to know, how it is: up, reading its files anew, ending,
 * and in a line how its jobs are, whenever that has changed. Does nothing if nobody does.
 */
final class ServiceState {
    /** Jobs change in swarms. */
    private static final Duration BETWEEN_LINES = Duration.ofMillis(500);

    /** For what is done once the last job has ended, and before the first is told. */
    private static final Duration BEYOND_JOBS = Duration.ofSeconds(10);

    private final Optional<ServiceManager> manager;

    ServiceState(Optional<ServiceManager> manager) {
        this.manager = manager;
    }

    /** All jobs have been launched, and every door is open. */
    void up(Supervisor supervisor) {
        if (manager.isPresent()) {
            Lines lines = new Lines(supervisor, manager.get());
            supervisor.addListener(lines);
            manager.get().tell("READY=1", "MAINPID=" + ProcessHandle.current().pid(), lines.next());
            if (manager.get().watchdog().isPresent()) {
                Duration half = manager.get().watchdog().get().dividedBy(2);
                beat(supervisor, manager.get(), half);
            }
        }
    }

    /** On the event loop, as a sign that it is not stuck. */
    private static void beat(Supervisor supervisor, ServiceManager manager, Duration period) {
        supervisor.later(period, () -> {
            manager.hint("WATCHDOG=1");
            beat(supervisor, manager, period);
        });
    }

    /** The time tells systemd that this comes after its signal; the JVM reads the same clock. */
    void reloading() {
        if (manager.isPresent()) {
            manager.get().tell("RELOADING=1", "MONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
        }
    }

    /** Also if the files were refused: nothing was changed, and the line says so. */
    void reloaded() {
        if (manager.isPresent()) {
            manager.get().tell("READY=1");
        }
    }

    /** Jobs are being stopped, which takes as long as they may take and not as long as systemd has thought. */
    void stopping(ProcMgr procMgr) {
        if (manager.isPresent()) {
            Duration most = procMgr.settings().shutdownTimeout().plus(BEYOND_JOBS);
            manager.get().tell("STOPPING=1", "EXTEND_TIMEOUT_USEC=" + TimeUnit.NANOSECONDS.toMicros(most.toNanos()));
        }
    }

    private static String line(Supervisor supervisor) {
        StateCounts counts = StateCounts.of(
                supervisor.statuses().stream().map(JobStatus::state).toList());
        String refused = supervisor.config().lastReloadError().isEmpty() ? "" : "; the configuration has errors";
        return "STATUS=" + counts + refused;
    }

    /** The line, each time that it is another one. */
    private static final class Lines implements ChangeListener {
        private final Supervisor supervisor;
        private final ServiceManager manager;
        private final AtomicBoolean due = new AtomicBoolean();
        private volatile String told = "";

        Lines(Supervisor supervisor, ServiceManager manager) {
            this.supervisor = supervisor;
            this.manager = manager;
        }

        String next() {
            told = line(supervisor);
            return told;
        }

        @Override
        public void changed(JobChange change) {
            if (due.compareAndSet(false, true)) {
                supervisor.later(BETWEEN_LINES, this::look);
            }
        }

        private void look() {
            due.set(false);
            String before = told;
            String now = next();
            if (!now.equals(before) && !manager.hint(now)) {
                told = before;
            }
        }

        @Override
        public String name() {
            return "service manager";
        }
    }
}
