package io.procmgr.os;

/**
 * Which process: pids are recycled, a pid together with its start time is not.
 *
 * @param startTicks field 22 of {@code /proc/PID/stat}; −1 where there is none
 */
record ProcessId(long pid, long startTicks) {}
