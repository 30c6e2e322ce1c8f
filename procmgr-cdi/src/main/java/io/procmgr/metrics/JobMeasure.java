package io.procmgr.metrics;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.ResourceUsage;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is told of each job, one metric each, with the label {@code name}. A job of which a value is not known, or for which
 * it does not exist, has no sample. Counters only grow while the supervisor runs, but {@link #CPU}, which is that of the
 * living processes and begins anew with each of them.
 */
enum JobMeasure {
    STATE(
            "procmgr_process_state",
            "State by its code: 0 stopped, 5 disabled, 10 starting, 15 waiting, 20 running, 30 back-off, 40 stopping,"
                    + " 45 killing, 100 completed, 200 failed.",
            (job, usage) -> OptionalDouble.of(job.state().code())),
    STATE_SINCE(
            "procmgr_process_state_since_timestamp_seconds",
            "When its state last changed.",
            (job, usage) -> seconds(job.stateSinceMillis())),
    UP("procmgr_process_up", "1 if its process runs and has passed its start.", (job, usage) -> truth(job.up())),
    READY(
            "procmgr_process_ready",
            "1 if it is up, or has finished as it was meant to.",
            (job, usage) -> truth(job.ready())),
    ENABLED(
            "procmgr_process_enabled",
            "0 if it is not to be started by anything.",
            (job, usage) -> truth(job.enabled())),
    STARTS(
            "procmgr_process_starts",
            "Processes launched.",
            true,
            (job, usage) -> OptionalDouble.of(job.history().startCount())),
    RESTARTS(
            "procmgr_process_restarts",
            "Launches after the first.",
            true,
            (job, usage) -> OptionalDouble.of(job.history().restartCount())),
    FAILURES(
            "procmgr_process_failures",
            "Failed launches, starts that timed out, and exits that count as failures.",
            true,
            (job, usage) -> OptionalDouble.of(job.history().failureCount())),
    START_TIME(
            "procmgr_process_start_time_seconds",
            "When its process was launched; only while there is one.",
            (job, usage) -> seconds(job.pid().isPresent() ? job.startTimeMillis() : 0)),
    NEXT_START(
            "procmgr_process_next_start_timestamp_seconds",
            "When it is started next; only in back-off.",
            (job, usage) -> seconds(job.nextStartMillis().orElse(0))),
    EXIT_TIME(
            "procmgr_process_last_exit_timestamp_seconds",
            "When its last process ended.",
            (job, usage) -> seconds(job.history().lastExitTimeMillis())),
    EXIT_CODE(
            "procmgr_process_last_exit_code",
            "Exit code of the last process, if it ended by one.",
            (job, usage) ->
                    number(job.history().lastExit().map(ExitStatus::code).orElse(OptionalInt.empty()))),
    EXIT_SIGNAL(
            "procmgr_process_last_exit_signal",
            "Signal that ended the last process, if one did.",
            (job, usage) ->
                    number(job.history().lastExit().map(ExitStatus::signal).orElse(OptionalInt.empty()))),
    CPU(
            "procmgr_process_cpu_seconds",
            "User and system time used by the living processes of its session.",
            true,
            (job, usage) -> known(usage.cpuTimeMillis() < 0 ? -1 : usage.cpuTimeMillis() / 1000.0)),
    MEMORY(
            "procmgr_process_resident_memory_bytes",
            "Memory in RAM of its session, shared pages in each process.",
            (job, usage) -> known(usage.residentBytes())),
    OPEN_FILES(
            "procmgr_process_open_fds",
            "Open file descriptors of its session.",
            (job, usage) -> known(usage.openFileDescriptors())),
    PROCESSES(
            "procmgr_process_processes",
            "Living processes of its session.",
            (job, usage) -> known(usage.processCount())),
    THREADS("procmgr_process_threads", "Threads of its session.", (job, usage) -> known(usage.threadCount()));

    private final String metric;
    private final String help;
    private final boolean counter;
    private final Reading reading;

    private interface Reading {
        OptionalDouble of(JobStatus job, ResourceUsage usage);
    }

    JobMeasure(String metric, String help, Reading reading) {
        this(metric, help, false, reading);
    }

    JobMeasure(String metric, String help, boolean counter, Reading reading) {
        this.metric = metric;
        this.help = help;
        this.counter = counter;
        this.reading = reading;
    }

    /** The metric's name; that of a counter's samples ends in {@code _total}. */
    String metric() {
        return metric;
    }

    String help() {
        return help;
    }

    boolean isCounter() {
        return counter;
    }

    /** Empty if there is none for this job now. */
    OptionalDouble value(JobStatus job, ResourceUsage usage) {
        return reading.of(job, usage);
    }

    private static OptionalDouble truth(boolean fact) {
        return OptionalDouble.of(fact ? 1 : 0);
    }

    /** Of a wall clock; 0 stands for never. */
    private static OptionalDouble seconds(long millis) {
        return millis == 0 ? OptionalDouble.empty() : OptionalDouble.of(millis / 1000.0);
    }

    private static OptionalDouble number(OptionalInt value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
    }

    /** −1 stands for not known. */
    private static OptionalDouble known(double value) {
        return value < 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
