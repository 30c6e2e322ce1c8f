package io.procmgr.supervise;

import java.util.Objects;
import java.util.Optional;

/**
 * What happened to a job so far. The counters only ever grow.
 *
 * @param startCount processes launched
 * @param restartCount launches after the first
 * @param failureCount failed launches, start time-outs and exits that count as failures
 * @param consecutiveFailures failures since the last stable run or reset
 * @param recentStarts launches after the first, by minute
 * @param lastExit how the last process ended
 * @param lastExitTimeMillis wall clock; 0 before the first exit
 * @param lastExitReason what was made of the last exit, in words; may be empty
 * @param lastError the last thing that went wrong, in words; may be empty
 */
public record JobHistory(
        long startCount,
        long restartCount,
        long failureCount,
        int consecutiveFailures,
        RecentCount recentStarts,
        Optional<ExitStatus> lastExit,
        long lastExitTimeMillis,
        String lastExitReason,
        String lastError) {
    public static final JobHistory NONE = new JobHistory(0, 0, 0, 0, RecentCount.NONE, Optional.empty(), 0, "", "");

    public JobHistory {
        Objects.requireNonNull(recentStarts, "recentStarts");
        Objects.requireNonNull(lastExit, "lastExit");
        Objects.requireNonNull(lastExitReason, "lastExitReason");
        Objects.requireNonNull(lastError, "lastError");
    }

    JobHistory launched(long nowMillis) {
        boolean again = startCount > 0;
        return new JobHistory(
                startCount + 1,
                again ? restartCount + 1 : restartCount,
                failureCount,
                consecutiveFailures,
                again ? recentStarts.plusOne(nowMillis) : recentStarts,
                lastExit,
                lastExitTimeMillis,
                lastExitReason,
                lastError);
    }

    JobHistory exited(Optional<ExitStatus> exit, long nowMillis, String reason) {
        return new JobHistory(
                startCount,
                restartCount,
                failureCount,
                consecutiveFailures,
                recentStarts,
                exit.isPresent() ? exit : lastExit,
                exit.isPresent() ? nowMillis : lastExitTimeMillis,
                reason,
                lastError);
    }

    JobHistory failed() {
        return new JobHistory(
                startCount,
                restartCount,
                failureCount + 1,
                consecutiveFailures + 1,
                recentStarts,
                lastExit,
                lastExitTimeMillis,
                lastExitReason,
                lastError);
    }

    JobHistory steady() {
        return consecutiveFailures == 0
                ? this
                : new JobHistory(
                        startCount,
                        restartCount,
                        failureCount,
                        0,
                        recentStarts,
                        lastExit,
                        lastExitTimeMillis,
                        lastExitReason,
                        lastError);
    }

    JobHistory error(String message) {
        return new JobHistory(
                startCount,
                restartCount,
                failureCount,
                consecutiveFailures,
                recentStarts,
                lastExit,
                lastExitTimeMillis,
                lastExitReason,
                message);
    }
}
