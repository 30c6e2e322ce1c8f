package io.procmgr;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertTrigger;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import io.procmgr.output.JobOutput;
import io.procmgr.output.LogBook;
import io.procmgr.supervise.RefusedException;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Brings alert channels to what sends by them, which is there from the first channel on. */
final class Alerting implements AutoCloseable {
    private static final Logger LOG = System.getLogger("procmgr");

    private final Supervisor supervisor;
    private final Path stateDirectory;
    private final Settings settings;
    private final LogBook logs;
    private Optional<AlertSender> sender = Optional.empty();
    private Optional<Set<JobName>> listenedTo = Optional.empty();
    private boolean closed;

    Alerting(Supervisor supervisor, Path stateDirectory, Settings settings, LogBook logs) {
        this.supervisor = supervisor;
        this.stateDirectory = stateDirectory;
        this.settings = settings;
        this.logs = logs;
    }

    /** Why these channels cannot be had here. */
    static List<Problem> problems(List<AlertChannel> channels) {
        Optional<AlertSenders> senders = senders();
        if (senders.isPresent()) {
            return senders.get().problems(channels);
        }
        AlertChannel first = channels.get(0);
        String message = "cannot be sent: procmgr-cdi, which sends alerts, is not there";
        return List.of(Problem.error(first.origin(), "", "procmgr.alerts." + first.name(), message));
    }

    private static Optional<AlertSenders> senders() {
        return ServiceLoader.load(AlertSenders.class, Alerting.class.getClassLoader())
                .findFirst();
    }

    /** To be called before the jobs are launched. */
    synchronized void apply(List<AlertChannel> channels, List<JobSpec> jobs) {
        if (closed) {
            return;
        }
        listenTo(jobs);
        if (sender.isEmpty() && !channels.isEmpty()) {
            sender =
                    senders().map(all -> all.open(stateDirectory, settings.app().orElse("")));
            sender.ifPresent(supervisor::addListener);
        }
        if (sender.isPresent()) {
            sender.get().channels(channels);
        }
    }

    /** What standard error holds of a job that is listened to only now is no news. */
    private void listenTo(List<JobSpec> jobs) {
        Set<JobName> now = new HashSet<>();
        for (JobSpec job : jobs) {
            if (job.alerts().tell(AlertTrigger.STDERR)) {
                now.add(job.name());
                boolean known = listenedTo.isEmpty() || listenedTo.get().contains(job.name());
                try {
                    logs.expectErrors(
                            new JobOutput(job, job.logs(settings.workingDirectory(), settings.logDirectory())), known);
                } catch (IOException e) {
                    LOG.log(Level.WARNING, job.name().value() + " cannot tell new lines of its standard error: " + e);
                }
            }
        }
        listenedTo = Optional.of(now);
    }

    /** A job wrote lines to its standard error that are to be told. */
    void errorLines(JobSpec job, List<String> lines, long omitted) {
        Optional<AlertSender> now;
        synchronized (this) {
            now = sender;
        }
        now.ifPresent(told -> told.errorLines(job, lines, omitted));
    }

    /** Sends a test message. */
    String test(String channel) {
        Optional<AlertSender> now;
        synchronized (this) {
            now = sender;
        }
        return now.orElseThrow(() -> new RefusedException("cannot send a test: no alert channel is defined"))
                .test(channel);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (sender.isPresent()) {
            supervisor.removeListener(sender.get());
            sender.get().close();
        }
    }
}
