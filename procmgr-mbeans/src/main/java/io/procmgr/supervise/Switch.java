package io.procmgr.supervise;

import io.procmgr.job.JobSpec;

/**
 * Who has switched a job off or on beside its definition. An operator's word outlasts a new definition; a datagram's holds
 * until the next one is read, changed or not (pmtr: section 13). Confined to the event loop.
 */
final class Switch {
    private boolean disabledByOperator;
    private boolean overridden;

    void byOperator(boolean disabled) {
        disabledByOperator = disabled;
    }

    boolean isDisabledByOperator() {
        return disabledByOperator;
    }

    void byDatagram() {
        overridden = true;
    }

    boolean isOverridden() {
        return overridden;
    }

    /** The job was defined again after it had been removed: nothing that was said before counts. */
    void forget() {
        disabledByOperator = false;
        overridden = false;
    }

    /** What a definition that is read changes about it. */
    enum Change {
        NONE,
        OFF,
        ON
    }

    /**
     * Judges a definition that has been read.
     *
     * @param restarts whether the difference demands a new process
     */
    Change read(JobSpec before, JobSpec next, boolean restarts, Goal goal) {
        boolean was = overridden;
        overridden = false;
        if (!next.start().enabled()) {
            return before.start().enabled() || restarts || was ? Change.OFF : Change.NONE;
        }
        if (goal == Goal.OFF) {
            return disabledByOperator ? Change.NONE : Change.ON;
        }
        return was && disabledByOperator ? Change.OFF : Change.NONE;
    }
}
