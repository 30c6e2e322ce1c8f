package io.procmgr.job;

/** How a log file is rotated. */
public enum LogRotation {
    /** The head of the file is archived and taken away while its writer goes on: nothing is lost. */
    COLLAPSE,
    /** The file is renamed, and the process is told by {@code reload.signal} to open it anew. */
    REOPEN,
    /** The file is copied and cut: what is written between the two is lost. */
    COPY_TRUNCATE,
    /** Not at all, or by somebody else. */
    OFF
}
