package io.procmgr.cdi;

import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A handle of one job: {@code @Inject @Job("worker") SupervisedProcess worker}. What it does is what the MBean of the job
 * does: a command returns as soon as it is accepted, with one line that says what will happen. Safe for use by several
 * threads; nothing is to be closed.
 *
 * <p>All methods but {@link #name} throw {@link IllegalStateException} if procmgr is switched off, has not started yet or
 * has ended, and {@link io.procmgr.supervise.RefusedException} if the job is not defined any more or the command is refused;
 * the message says why.
 */
public interface SupervisedProcess {
    /** Name of the job. */
    String name();

    /** The last snapshot of the job: never waits. */
    JobStatus status();

    /** Starts the job. Refused if it is disabled. */
    String start();

    /** Ends the process and keeps the job down until it is started, or the application starts anew. */
    String stop();

    /** Ends the process and starts it anew; starts a job that is at rest. */
    String restart();

    /** Kills the process at once and keeps the job down. */
    String forceStop();

    /** Makes the process re-read its own configuration, by the job's {@code reload.signal}. */
    String reload();

    /** Lets a disabled job be started again. */
    String enable();

    /** Stops the job and lets nothing start it until it is enabled; outlives the application. */
    String disable();

    /** Forgets past failures, and lets a failed job rest. */
    String resetFailures();

    /**
     * Sends a signal to the process.
     *
     * @param signal name or number, such as {@code HUP}
     * @throws IllegalArgumentException if there is no such signal
     */
    String signal(String signal);

    /** Writes a line, at most 4,095 bytes, to the standard input of a process with {@code stdin = pipe}; never waits. */
    String writeLine(String text);

    /**
     * The last lines that the job wrote to standard output, oldest first.
     *
     * @param lines how many, 1 to 10,000
     * @throws IllegalStateException also if its output goes to no file of its own, or that cannot be read
     */
    List<String> tail(int lines);

    /**
     * Waits until the job is in a state; returns at once if it is.
     *
     * @throws TimeoutException if the time ran out; the message tells the state that it is in
     * @throws InterruptedException if the thread is interrupted
     */
    JobStatus await(JobState state, Duration timeout) throws TimeoutException, InterruptedException;
}
