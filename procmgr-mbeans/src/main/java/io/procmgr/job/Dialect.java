package io.procmgr.job;

/** The language a job was written in. It decides the defaults of the keys that are not written. */
public enum Dialect {
    /** Properties, annotations and job files: procmgr's own defaults. */
    PROCMGR,
    /** A file in pmtr syntax: pmtr's defaults (its ten-second rule, the program as written, files of mode 0644). */
    PMTR,
    /** A directory as ProcLaunch reads it: no exit code finishes a job, and its processes outlive the supervisor. */
    PROFILE
}
