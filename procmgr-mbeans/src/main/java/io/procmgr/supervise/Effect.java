package io.procmgr.supervise;

/** What is to be done in the world when a job goes from one situation to the next. */
enum Effect {
    /** Ask the gates under a new number. */
    ASK,
    /** Queue a launch under a new run id. */
    LAUNCH,
    /** Send the stop signal. */
    TERMINATE,
    /** Send SIGKILL. */
    KILL,
    /** Signal what is left of the session: the stop signal while STOPPING, SIGKILL while KILLING. */
    SWEEP,
    /** Arm the state deadline that the next situation names, in place of any before. */
    ARM,
    /** Begin the count of failures anew. */
    RESET_ATTEMPTS,
    /** Tell that a killed process still lives. */
    STUCK,
    /** Forget the job. */
    FORGET
}
