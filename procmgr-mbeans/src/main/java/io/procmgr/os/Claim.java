package io.procmgr.os;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the system knows of the process that a pid file names.
 *
 * @param file the pid file
 * @param above it is the supervisor itself or one of those that made it, and so nobody's daemon
 * @param process it; empty if nobody lives by that number
 * @param user its effective uid, if it may be seen
 * @param mark the run mark that it carries
 * @param detached it has been put into the background: its session was not begun by a process that still lives and is
 *     another, and its parent is one that takes in orphans of ours
 * @param begunMillis when it was made, in milliseconds since 1970
 */
record Claim(
        PidFile file,
        boolean above,
        Optional<ProcEntry> process,
        OptionalLong user,
        Optional<String> mark,
        boolean detached,
        long begunMillis) {}
