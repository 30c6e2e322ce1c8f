package io.procmgr.supervise;

/** What may happen to a job. */
enum JobEvent {
    /** An operator, the definition, or a schedule wants it up. */
    START,
    /** An operator wants it down. */
    STOP,
    /** It is not to be started by anything. */
    DISABLE,
    /** It may be started again. */
    ENABLE,
    /** Its definition was removed. */
    REMOVE,
    /** Its definition was put back before it was forgotten. */
    PUT_BACK,
    /** End the process and start anew: operator's restart, bounce. */
    CYCLE,
    /** Its definition, or the content of a watched file, changed in a way that takes a new process. */
    REDEFINED,
    /** Its health check failed. */
    HEALTH,
    /** An operator wants it killed. */
    KILL,
    /** An operator forgives its failures. */
    RESET,
    /** All gates let it through. */
    GATE_OPEN,
    /** Its process exists. */
    LAUNCHED,
    /** A process of an earlier supervisor was found alive. */
    ADOPTED,
    /** Its process passed its start. */
    READY,
    /** Its main process ended, members of its session live. */
    LEFTOVERS,
    /** Its process ended or was never made: start it again. */
    EXIT_RETRY,
    /** As EXIT_RETRY: finished. */
    EXIT_DONE,
    /** As EXIT_RETRY: given up. */
    EXIT_FATAL,
    /** As EXIT_RETRY: it was not to be up. */
    EXIT_HALTED,
    /** The state deadline came. */
    TIMEOUT
}
