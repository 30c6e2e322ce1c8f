package io.procmgr.supervise;

import io.procmgr.job.JobSpec;

/** What the operator and the definition want of a job. */
public enum Goal {
    /** To run. */
    UP,
    /** To be at rest. */
    DOWN,
    /** Not to be started by anything. */
    OFF,
    /** To be forgotten: its definition was removed. */
    GONE;

    /** What its definition wants of a job. */
    static Goal ofDefined(JobSpec spec) {
        return spec.start().enabled() ? ofEnabled(spec) : OFF;
    }

    /** The same of a job that an operator enabled, whatever its definition says to that. */
    static Goal ofEnabled(JobSpec spec) {
        return spec.start().autostart() ? UP : DOWN;
    }
}
