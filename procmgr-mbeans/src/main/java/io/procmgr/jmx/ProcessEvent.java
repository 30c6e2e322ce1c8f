package io.procmgr.jmx;

import io.procmgr.supervise.JobChange;

/**
 * One change, as told by operation {@code events}.
 *
 * @param sequence strictly increasing within a supervisor
 * @param timeMillis wall clock
 * @param kind such as STATE or EXITED
 * @param job its name; empty if the event concerns the configuration
 * @param from the state before, or empty
 * @param to the state after, or empty
 * @param message in words
 */
public record ProcessEvent(
        long sequence, long timeMillis, String kind, String job, String from, String to, String message) {
    static ProcessEvent of(JobChange change) {
        return new ProcessEvent(
                change.sequence(),
                change.timeMillis(),
                change.kind().name(),
                change.job(),
                change.from().map(Enum::name).orElse(""),
                change.to().map(Enum::name).orElse(""),
                change.message());
    }
}
