package io.procmgr.jmx;

import io.procmgr.job.JobName;
import io.procmgr.supervise.CommandResult;
import io.procmgr.supervise.CommandResult.Outcome;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.RefusedException;
import java.util.List;
import java.util.stream.Collectors;

/** The MBean of the supervisor. */
final class SupervisorBean implements SupervisorMXBean {
    private static final int MAX_EVENTS = 1_000;
    private static final int MOST_OWN_LINES = 1_000;
    private static final int MAX_BYTES = 1 << 20;

    private final Managed managed;
    private final Actions actions;

    SupervisorBean(Managed managed, Actions actions) {
        this.managed = managed;
        this.actions = actions;
    }

    @Override
    public String getVersion() {
        return managed.version();
    }

    @Override
    public long getStartTimeMillis() {
        return managed.supervisor().startTimeMillis();
    }

    @Override
    public int getJobCount() {
        return statuses().size();
    }

    @Override
    public int getUpCount() {
        return count(JobState.RUNNING);
    }

    @Override
    public int getFailedCount() {
        return count(JobState.FAILED);
    }

    @Override
    public int getBackoffCount() {
        return count(JobState.BACKOFF);
    }

    @Override
    public int getUnhealthyCount() {
        return 0;
    }

    @Override
    public boolean isAllHealthy() {
        return statuses().stream()
                .allMatch(status -> status.state() != JobState.FAILED && status.state() != JobState.BACKOFF);
    }

    @Override
    public String[] getJobNames() {
        return statuses().stream().map(status -> status.name().value()).toArray(String[]::new);
    }

    @Override
    public long getConfigGeneration() {
        return managed.supervisor().config().generation();
    }

    @Override
    public long getLastReloadTimeMillis() {
        long millis = managed.supervisor().config().lastReloadTimeMillis();
        return millis == 0 ? -1 : millis;
    }

    @Override
    public String getLastReloadError() {
        return managed.supervisor().config().lastReloadError();
    }

    @Override
    public long getNotificationSequence() {
        return managed.supervisor().lastSequence();
    }

    @Override
    public String[] getCapabilities() {
        return managed.capabilities().toArray(String[]::new);
    }

    @Override
    public ProcessSummary[] getStatuses() {
        long now = managed.supervisor().currentTimeMillis();
        return statuses().stream().map(status -> ProcessSummary.of(status, now)).toArray(ProcessSummary[]::new);
    }

    @Override
    public String startAll(String selector) {
        return all(JobCommand.START, "startAll", selector);
    }

    @Override
    public String stopAll(String selector) {
        return all(JobCommand.STOP, "stopAll", selector);
    }

    @Override
    public String restartAll(String selector) {
        return all(JobCommand.RESTART, "restartAll", selector);
    }

    @Override
    public String forceStopAll(String selector) {
        return all(JobCommand.FORCE_STOP, "forceStopAll", selector);
    }

    @Override
    public String reloadAll(String selector) {
        return all(JobCommand.RELOAD, "reloadAll", selector);
    }

    @Override
    public String enableAll(String selector) {
        return all(JobCommand.ENABLE, "enableAll", selector);
    }

    @Override
    public String disableAll(String selector) {
        return all(JobCommand.DISABLE, "disableAll", selector);
    }

    @Override
    public String reloadConfig() {
        return actions.run("procmgr", "reloadConfig", managed.configuration()::reload);
    }

    @Override
    public String[] getAlertChannels() {
        return managed.configuration().alertChannels().toArray(String[]::new);
    }

    @Override
    public String[] getTemplates() {
        return managed.configuration().templates().toArray(String[]::new);
    }

    @Override
    public String startInstance(String template, String instance) {
        return actions.run("procmgr", "startInstance " + template + " " + instance, () -> managed.configuration()
                .startInstance(template, instance));
    }

    @Override
    public String removeInstance(String template, String instance) {
        return actions.run("procmgr", "removeInstance " + template + " " + instance, () -> managed.configuration()
                .removeInstance(template, instance));
    }

    @Override
    public String testAlert(String channel) {
        String name = channel == null ? "" : channel;
        return actions.run(
                "procmgr", "testAlert " + name, () -> managed.alerts().test(name));
    }

    @Override
    public String checkConfig() {
        try {
            return managed.configuration().check();
        } catch (RefusedException e) {
            throw Actions.forClient(e);
        }
    }

    @Override
    public ProcessEvent[] events(long sinceSequence, int max) {
        if (max < 1 || max > MAX_EVENTS) {
            throw new IllegalArgumentException("cannot tell events: max is 1 to " + MAX_EVENTS + " (max=" + max + ")");
        }
        return managed.supervisor().changes(sinceSequence, max).stream()
                .map(ProcessEvent::of)
                .toArray(ProcessEvent[]::new);
    }

    @Override
    public String[] tailOwnLog(int lines) {
        if (lines < 1 || lines > MOST_OWN_LINES) {
            throw new IllegalArgumentException(
                    "cannot read the own log: lines is 1 to " + MOST_OWN_LINES + " (lines=" + lines + ")");
        }
        OwnLog log = managed.ownLog()
                .orElseThrow(() -> new IllegalStateException(
                        "cannot read the own log: it is that of the server or program around the supervisor"));
        return log.last(lines).toArray(String[]::new);
    }

    @Override
    public LogLines followLogs(String selector, String cursor, int maxBytes) {
        if (maxBytes < 1 || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "cannot follow logs: maxBytes is 1 to " + MAX_BYTES + " (maxBytes=" + maxBytes + ")");
        }
        JobSelector chosen = new JobSelector(selector);
        List<JobStatus> all = statuses();
        try {
            chosen.choose(
                    "follow the logs of", all.stream().map(JobStatus::spec).toList());
        } catch (RefusedException e) {
            throw Actions.forClient(e);
        }
        List<JobStatus> jobs =
                all.stream().filter(job -> chosen.test(job.spec())).toList();
        return new FollowedLogs(managed.logs()).read(jobs, cursor == null ? "" : cursor, maxBytes);
    }

    private String all(JobCommand command, String operation, String selector) {
        return actions.run(
                "procmgr", operation + " " + selector, () -> all(command, operation, new JobSelector(selector)));
    }

    private String all(JobCommand command, String operation, JobSelector selector) {
        List<JobName> chosen = selector.choose(
                operation, statuses().stream().map(JobStatus::spec).toList());
        List<CommandResult> results = managed.supervisor().command(chosen, command);
        String each = results.stream().map(CommandResult::message).collect(Collectors.joining("\n"));
        if (count(results, Outcome.REFUSED) == results.size()) {
            throw new RefusedException(each);
        }
        return operation + ": " + count(results, Outcome.DONE) + " of " + results.size() + " jobs\n" + each;
    }

    private static long count(List<CommandResult> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    private int count(JobState state) {
        return (int)
                statuses().stream().filter(status -> status.state() == state).count();
    }

    private List<JobStatus> statuses() {
        return managed.supervisor().statuses();
    }
}
