package io.procmgr.supervise;

import java.time.Duration;

/** The one deadline of a job's state. Arming replaces it; one that was replaced never fires. */
final class StateDeadline {
    private final Scheduler scheduler;
    private Scheduler.Timer timer;
    private long epoch;

    StateDeadline(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void arm(Duration delay, Runnable due) {
        disarm();
        long armed = epoch;
        timer = scheduler.schedule(delay, () -> {
            if (armed == epoch) {
                timer = null;
                due.run();
            }
        });
    }

    void disarm() {
        epoch++;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
