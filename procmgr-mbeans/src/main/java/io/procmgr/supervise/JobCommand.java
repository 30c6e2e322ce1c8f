package io.procmgr.supervise;

/** What an operator may ask of a job. */
public enum JobCommand {
    START,
    STOP,
    RESTART,
    /** End it now, by SIGKILL, and keep it down. */
    FORCE_STOP,
    /** Send its {@code reload.signal}. */
    RELOAD,
    ENABLE,
    DISABLE,
    RESET_FAILURES
}
