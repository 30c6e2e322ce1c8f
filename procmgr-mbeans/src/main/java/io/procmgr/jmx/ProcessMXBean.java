package io.procmgr.jmx;

/**
 * One supervised process. Attributes come from the last snapshot of the supervisor: they never block on it and never
 * throw. −1 or an empty text stands for what is not known. Operations throw {@link IllegalStateException} if they are
 * refused and {@link IllegalArgumentException} on a bad argument; the message says why.
 */
@Description("A process that procmgr starts, watches and stops.")
public interface ProcessMXBean {
    @Description("What the job is doing: DISABLED, STOPPED, WAITING, STARTING, RUNNING, BACKOFF, STOPPING, KILLING,"
            + " COMPLETED or FAILED.")
    String getState();

    @Description("The state as a number: STOPPED 0, DISABLED 5, STARTING 10, WAITING 15, RUNNING 20, BACKOFF 30,"
            + " STOPPING 40, KILLING 45, COMPLETED 100, FAILED 200.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getStateCode();

    @Description("Whether the state is RUNNING.")
    boolean isUp();

    @Description("Whether it is up, or has finished as it was meant to.")
    boolean isReady();

    @Description("False while the job's health check fails; true without a health check.")
    boolean isHealthy();

    @Description("False if the job is not to be started by anything until it is enabled.")
    boolean isEnabled();

    @Description("When the state last changed, in milliseconds since 1970.")
    @Metric(type = Metric.GAUGE, units = Metric.MILLISECONDS)
    long getStateSinceMillis();

    @Description("Name of the job.")
    String getName();

    @Description("Name of the instance; empty if the job has none.")
    String getInstance();

    @Description("What the job is for.")
    String getDescription();

    @Description("Tags of the job, for @tag selectors.")
    String[] getTags();

    @Description("Alert channels that are told of the job, each with what it is told of: channel:trigger.")
    String[] getAlerts();

    @Description("Where the job was defined: a file with its line, or an annotation.")
    String getSource();

    @Description("Process id of the main process; -1 if there is none.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    long getPid();

    @Description("Number of the last launch; grows by one with each.")
    @Metric(type = Metric.COUNTER, units = Metric.COUNT)
    long getRunId();

    @Description("How we came by the process: child, adopted or pidfile; empty if there is none.")
    String getOwner();

    @Description("When the process was launched, in milliseconds since 1970; -1 if never.")
    @Metric(type = Metric.GAUGE, units = Metric.MILLISECONDS)
    long getStartTimeMillis();

    @Description("Age of the process; 0 if there is none.")
    @Metric(type = Metric.GAUGE, units = Metric.MILLISECONDS)
    long getUptimeMillis();

    @Description("When the next start is due, in milliseconds since 1970; -1 if none is.")
    @Metric(type = Metric.GAUGE, units = Metric.MILLISECONDS)
    long getNextStartMillis();

    @Description("Processes launched.")
    @Metric(type = Metric.COUNTER, units = Metric.COUNT)
    long getStartCount();

    @Description("Launches after the first.")
    @Metric(type = Metric.COUNTER, units = Metric.COUNT)
    long getRestartCount();

    @Description("Failed launches, starts that timed out, and exits that count as failures.")
    @Metric(type = Metric.COUNTER, units = Metric.COUNT)
    long getFailureCount();

    @Description("Launches after the first in the last ten minutes.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getRestartsLast10Min();

    @Description("Failures since the last stable run or the last resetFailures.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getConsecutiveFailures();

    @Description("Exit code of the last process; -1 if none ended by one.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getLastExitCode();

    @Description("Number of the signal that ended the last process; -1 if none was.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getLastExitSignal();

    @Description("When the last process ended, in milliseconds since 1970; -1 if none did.")
    @Metric(type = Metric.GAUGE, units = Metric.MILLISECONDS)
    long getLastExitTimeMillis();

    @Description("What was made of the last exit.")
    String getLastExitReason();

    @Description("The last thing that went wrong.")
    String getLastError();

    @Description("Living processes of the job's session.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getProcessCount();

    @Description("Processor time used by the living processes of the session.")
    @Metric(type = Metric.GAUGE, units = Metric.MILLISECONDS)
    long getCpuTimeMillis();

    @Description("Use of one processor by the session, between two looks at least 1 s apart; may exceed 100.")
    @Metric(type = Metric.GAUGE, units = Metric.PERCENT)
    double getCpuPercent();

    @Description("Memory of the session in RAM; shared pages count in each process.")
    @Metric(type = Metric.GAUGE, units = Metric.BYTES)
    long getResidentBytes();

    @Description("Open files of the session.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    long getOpenFileDescriptors();

    @Description("Threads of the session.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getThreadCount();

    @Description("File that standard output is appended to.")
    String getLogFile();

    @Description("File that standard error is appended to; the same as LogFile if both share it.")
    String getErrorLogFile();

    @Description("Size of the live log files.")
    @Metric(type = Metric.GAUGE, units = Metric.BYTES)
    long getLogBytes();

    @Description("Last line of standard error, control characters stripped; empty if it shares a file with standard"
            + " output.")
    String getLastErrorLine();

    @Description("The program and its arguments, secrets masked.")
    String getCommandLine();

    @Description("Working directory; empty for the supervisor's own.")
    String getDirectory();

    @Description("Account of the process; empty for the supervisor's own.")
    String getUser();

    @Description("Whether writeLine can be used: the job has stdin=pipe.")
    boolean isInputPipe();

    @Description("Jobs that have to be up first.")
    String[] getDependsOn();

    @Description("Starts the job. Tells what will happen; the outcome shows in the attributes.")
    String start();

    @Description("Ends the process and keeps the job down.")
    String stop();

    @Description("Ends the process and starts it anew; starts a job that is at rest.")
    String restart();

    @Description("Kills the process at once and keeps the job down.")
    String forceStop();

    @Description("Makes the process re-read its own configuration, by the job's reload.signal.")
    String reload();

    @Description("Lets a disabled job be started again.")
    String enable();

    @Description("Stops the job and lets nothing start it until it is enabled.")
    String disable();

    @Description("Forgets past failures, and lets a failed job rest.")
    String resetFailures();

    @Description("Sends a signal to the process.")
    String signal(@Description("Name or number of the signal, such as HUP or USR1.") String signalName);

    @Description("Archives what is in the log files. What it did is told in the log; trouble also in LastError.")
    String rotateLogs();

    @Description("Writes a line to the standard input of the process, if it has stdin=pipe; never waits.")
    String writeLine(@Description("The line, without its end.") String text);

    @Inquiry
    @Description("The last lines of a log and its archives.")
    String[] tail(
            @Description("stdout or stderr.") String stream, @Description("How many lines, 1 to 10000.") int lines);

    @Inquiry
    @Description(
            "The last whole lines of a log and its archives, and the cursor with which readLog and followLogs go on.")
    LogChunk readLogTail(
            @Description("stdout or stderr.") String stream, @Description("How many lines, 1 to 10000.") int lines);

    @Inquiry
    @Description("Reads a log and its archives from a place on. Nothing is remembered between two calls.")
    LogChunk readLog(
            @Description("stdout or stderr.") String stream,
            @Description("The cursor of the last answer; empty to begin at the oldest byte.") String cursor,
            @Description("The most bytes to read, 1 to 1048576.") int maxBytes);

    @Inquiry
    @Description(
            "Reads a log from a time on, whole lines; readLog goes on from there. May begin up to a second earlier.")
    LogChunk readLogSince(
            @Description("stdout or stderr.") String stream,
            @Description("The time in milliseconds since 1970.") long sinceMillis,
            @Description("The most bytes to read, 1 to 1048576.") int maxBytes);

    @Inquiry
    @Description("Waits until the job is in a state. True once it is, false if the time ran out. At most two wait at"
            + " once.")
    boolean awaitState(
            @Description("The state, such as RUNNING.") String state,
            @Description("How long to wait, 0 to 30000 ms.") long timeoutMillis);
}
