package io.procmgr.jmx;

import io.procmgr.job.JobSpec;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** The MBean of the supervisor. */
final class SupervisorBean implements SupervisorMXBean {
    private static final int MAX_EVENTS = 1_000;

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
        return all("start", JobCommand.START, selector);
    }

    @Override
    public String stopAll(String selector) {
        return all("stop", JobCommand.STOP, selector);
    }

    @Override
    public String restartAll(String selector) {
        return all("restart", JobCommand.RESTART, selector);
    }

    @Override
    public String reloadConfig() {
        return actions.run("procmgr", "reloadConfig", managed.configuration()::reload);
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

    private String all(String verb, JobCommand command, String selector) {
        return actions.run("procmgr", verb + "All " + selector, () -> all(verb, command, new JobSelector(selector)));
    }

    private String all(String verb, JobCommand command, JobSelector selector) {
        List<JobSpec> chosen =
                statuses().stream().map(JobStatus::spec).filter(selector).toList();
        if (chosen.isEmpty()) {
            throw new RefusedException("cannot " + verb + " " + selector + ": no job matches");
        }
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (JobSpec job : chosen) {
            try {
                managed.supervisor().command(job.name(), command);
                accepted.add(job.name().value());
            } catch (RefusedException e) {
                refused.add(e.getMessage());
            }
        }
        if (accepted.isEmpty()) {
            throw new RefusedException(String.join("; ", refused));
        }
        return verb + " " + accepted.size() + " of " + chosen.size() + ": " + String.join(" ", accepted)
                + (refused.isEmpty() ? "" : "; " + String.join("; ", refused));
    }

    private int count(JobState state) {
        return (int)
                statuses().stream().filter(status -> status.state() == state).count();
    }

    private List<JobStatus> statuses() {
        return managed.supervisor().statuses();
    }
}
