package io.procmgr.jmx;

import io.procmgr.job.AlertRule;
import io.procmgr.job.InputSource;
import io.procmgr.job.InstanceName;
import io.procmgr.job.JobName;
import io.procmgr.job.PrintableText;
import io.procmgr.job.Signal;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.ResourceUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** The MBean of one job: reads its last snapshot, and passes commands on. */
final class ProcessBean implements ProcessMXBean {
    private static final int NOT_KNOWN = -1;

    private final JobName name;
    private final Managed managed;
    private final Actions actions;
    private final Waits waits;
    private final JobLogs logs;

    /** Still answers when the job is forgotten and its MBean about to go. */
    private volatile JobStatus last;

    ProcessBean(JobStatus status, Managed managed, Actions actions, Waits waits, JobLogs logs) {
        this.name = status.name();
        this.last = status;
        this.managed = managed;
        this.actions = actions;
        this.waits = waits;
        this.logs = logs;
    }

    @Override
    public String getState() {
        return status().state().name();
    }

    @Override
    public int getStateCode() {
        return status().state().code();
    }

    @Override
    public boolean isUp() {
        return status().up();
    }

    @Override
    public boolean isReady() {
        return status().ready();
    }

    @Override
    public boolean isHealthy() {
        return true;
    }

    @Override
    public boolean isEnabled() {
        return status().enabled();
    }

    @Override
    public long getStateSinceMillis() {
        return status().stateSinceMillis();
    }

    @Override
    public String getName() {
        return name.value();
    }

    @Override
    public String getInstance() {
        return name.instance().map(InstanceName::value).orElse("");
    }

    @Override
    public String getDescription() {
        return status().spec().description();
    }

    @Override
    public String[] getAlerts() {
        return status().spec().alerts().rules().stream()
                .map(AlertRule::toString)
                .toArray(String[]::new);
    }

    @Override
    public String[] getTags() {
        return status().spec().tags().toArray(String[]::new);
    }

    @Override
    public String getSource() {
        return status().spec().origin().toString();
    }

    @Override
    public long getPid() {
        return status().pid().orElse(NOT_KNOWN);
    }

    @Override
    public long getRunId() {
        return status().runId();
    }

    @Override
    public String getOwner() {
        JobStatus.Owner owner = status().owner();
        return switch (owner) {
            case NONE -> "";
            case CHILD, ADOPTED, PIDFILE -> owner.name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public long getStartTimeMillis() {
        return known(status().startTimeMillis());
    }

    @Override
    public long getUptimeMillis() {
        return ProcessSummary.uptimeMillis(status(), managed.supervisor().currentTimeMillis());
    }

    @Override
    public long getNextStartMillis() {
        return status().nextStartMillis().orElse(NOT_KNOWN);
    }

    @Override
    public long getStartCount() {
        return status().history().startCount();
    }

    @Override
    public long getRestartCount() {
        return status().history().restartCount();
    }

    @Override
    public long getFailureCount() {
        return status().history().failureCount();
    }

    @Override
    public int getRestartsLast10Min() {
        return status().history().recentStarts().at(managed.supervisor().currentTimeMillis());
    }

    @Override
    public int getConsecutiveFailures() {
        return status().history().consecutiveFailures();
    }

    @Override
    public int getLastExitCode() {
        return status().history()
                .lastExit()
                .map(exit -> exit.code().orElse(NOT_KNOWN))
                .orElse(NOT_KNOWN);
    }

    @Override
    public int getLastExitSignal() {
        return status().history()
                .lastExit()
                .map(exit -> exit.signal().orElse(NOT_KNOWN))
                .orElse(NOT_KNOWN);
    }

    @Override
    public long getLastExitTimeMillis() {
        return known(status().history().lastExitTimeMillis());
    }

    @Override
    public String getLastExitReason() {
        return status().history().lastExitReason();
    }

    @Override
    public String getLastError() {
        return PrintableText.of(status().history().lastError());
    }

    @Override
    public int getProcessCount() {
        return usage().processCount();
    }

    @Override
    public long getCpuTimeMillis() {
        return usage().cpuTimeMillis();
    }

    @Override
    public double getCpuPercent() {
        return usage().cpuPercent();
    }

    @Override
    public long getResidentBytes() {
        return usage().residentBytes();
    }

    @Override
    public long getOpenFileDescriptors() {
        return usage().openFileDescriptors();
    }

    @Override
    public int getThreadCount() {
        return usage().threadCount();
    }

    @Override
    public String getLogFile() {
        return status().logs().out().toString();
    }

    @Override
    public String getErrorLogFile() {
        return status().logs().error().toString();
    }

    @Override
    public long getLogBytes() {
        return logs.bytes(status());
    }

    @Override
    public String getLastErrorLine() {
        return logs.lastErrorLine(status());
    }

    @Override
    public String getCommandLine() {
        return CommandText.masked(status().spec().execution().command());
    }

    @Override
    public String getDirectory() {
        return status().spec().execution().directory().map(Path::toString).orElse("");
    }

    @Override
    public String getUser() {
        return status().spec().execution().user().orElse("");
    }

    @Override
    public boolean isInputPipe() {
        return status().spec().execution().input() instanceof InputSource.Pipe;
    }

    @Override
    public String[] getDependsOn() {
        return new String[0];
    }

    @Override
    public String start() {
        return command("start", JobCommand.START);
    }

    @Override
    public String stop() {
        return command("stop", JobCommand.STOP);
    }

    @Override
    public String restart() {
        return command("restart", JobCommand.RESTART);
    }

    @Override
    public String forceStop() {
        return command("forceStop", JobCommand.FORCE_STOP);
    }

    @Override
    public String reload() {
        return command("reload", JobCommand.RELOAD);
    }

    @Override
    public String enable() {
        return command("enable", JobCommand.ENABLE);
    }

    @Override
    public String disable() {
        return command("disable", JobCommand.DISABLE);
    }

    @Override
    public String resetFailures() {
        return command("resetFailures", JobCommand.RESET_FAILURES);
    }

    @Override
    public String signal(String signalName) {
        return act("signal " + signalName, () -> {
            Signal signal = Signal.parse(String.valueOf(signalName))
                    .orElseThrow(() -> new IllegalArgumentException("cannot signal " + name
                            + ": no such signal (signalName=" + PrintableText.of(String.valueOf(signalName)) + ")"));
            return managed.supervisor().signal(name, signal);
        });
    }

    @Override
    public String rotateLogs() {
        return act("rotateLogs", () -> logs.rotate(status()));
    }

    @Override
    public String writeLine(String text) {
        return act("writeLine", () -> managed.supervisor().writeLine(name, String.valueOf(text)));
    }

    @Override
    public String[] tail(String stream, int lines) {
        return logs.tail(status(), stream, lines);
    }

    @Override
    public LogChunk readLogTail(String stream, int lines) {
        return logs.readTail(status(), stream, lines);
    }

    @Override
    public LogChunk readLog(String stream, String cursor, int maxBytes) {
        return logs.read(status(), stream, cursor, maxBytes);
    }

    @Override
    public LogChunk readLogSince(String stream, long sinceMillis, int maxBytes) {
        return logs.readSince(status(), stream, sinceMillis, maxBytes);
    }

    @Override
    public boolean awaitState(String state, long timeoutMillis) {
        return waits.await(name, parsed(state), Duration.ofMillis(timeoutMillis));
    }

    private String command(String what, JobCommand command) {
        return act(what, () -> managed.supervisor().command(name, command));
    }

    private String act(String what, Supplier<String> action) {
        return actions.run(name.value(), what, action);
    }

    private JobStatus status() {
        JobStatus now = managed.supervisor().status(name).orElse(last);
        last = now;
        return now;
    }

    private ResourceUsage usage() {
        return status().pid().stream()
                .mapToObj(managed.resources()::usage)
                .findFirst()
                .orElse(ResourceUsage.UNKNOWN);
    }

    private static long known(long millis) {
        return millis == 0 ? NOT_KNOWN : millis;
    }

    private static JobState parsed(String state) {
        for (JobState known : JobState.values()) {
            if (known.name().equalsIgnoreCase(state)) {
                return known;
            }
        }
        throw new IllegalArgumentException(
                "cannot wait: no such state (state=" + PrintableText.of(String.valueOf(state)) + ")");
    }
}
