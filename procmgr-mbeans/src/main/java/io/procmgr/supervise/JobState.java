package io.procmgr.supervise;

/** What a job is doing. The codes are supervisord's where it has the state, so that dashboards can map them. */
public enum JobState {
    /** Not to be started by anything until it is enabled. */
    DISABLED(5),
    /** At rest. */
    STOPPED(0),
    /** Wants to run, held back by a gate. */
    WAITING(15),
    /** Its launch is under way, or its process is not ready yet. */
    STARTING(10),
    /** Its process runs. */
    RUNNING(20),
    /** Its process was asked to end. */
    STOPPING(40),
    /** Its process did not end when asked and is being killed. */
    KILLING(45),
    /** Waits before the next start. */
    BACKOFF(30),
    /** Finished, and meant to. */
    COMPLETED(100),
    /** Given up. */
    FAILED(200);

    private final int code;

    JobState(int code) {
        this.code = code;
    }

    /** The number of attribute {@code StateCode}. */
    public int code() {
        return code;
    }

    /** Whether nothing but a command, or another definition, will start it. */
    boolean isRest() {
        return switch (this) {
            case DISABLED, STOPPED, COMPLETED, FAILED -> true;
            case WAITING, STARTING, RUNNING, STOPPING, KILLING, BACKOFF -> false;
        };
    }

    /** Whether a process exists or is on its way. */
    public boolean isLive() {
        return switch (this) {
            case STARTING, RUNNING, STOPPING, KILLING -> true;
            case DISABLED, STOPPED, WAITING, BACKOFF, COMPLETED, FAILED -> false;
        };
    }
}
