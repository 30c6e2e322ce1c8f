package io.procmgr.supervise;

/**
 * Tells a process from every other one of this boot, past and future: pids are recycled, start times are not.
 *
 * @param startTicks field 22 of {@code /proc/PID/stat}, clock ticks since boot; −1 where it cannot be read, which is
 *     equal to no process's
 */
public record ProcessIdentity(long pid, long startTicks) {}
