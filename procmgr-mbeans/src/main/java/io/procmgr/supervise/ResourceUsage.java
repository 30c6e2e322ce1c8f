package io.procmgr.supervise;

/**
 * What all processes of a session use together. −1 where it is not known.
 *
 * @param processCount living processes
 * @param cpuTimeMillis user and system time used so far, by the living ones
 * @param cpuPercent of one processor, between the last two scans at least 1 s apart; may exceed 100
 * @param residentBytes memory in RAM, shared pages counted in each process
 * @param openFileDescriptors of the processes that may be read
 * @param threadCount threads
 */
public record ResourceUsage(
        int processCount,
        long cpuTimeMillis,
        double cpuPercent,
        long residentBytes,
        long openFileDescriptors,
        int threadCount) {
    public static final ResourceUsage UNKNOWN = new ResourceUsage(-1, -1, -1, -1, -1, -1);
}
