package io.procmgr;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.Problem;
import io.procmgr.supervise.RefusedException;
import io.procmgr.supervise.Supervisor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Brings alert channels to what sends by them, which is there from the first channel on. */
final class Alerting implements AutoCloseable {
    private final Supervisor supervisor;
    private final Path stateDirectory;
    private final String app;
    private Optional<AlertSender> sender = Optional.empty();
    private boolean closed;

    Alerting(Supervisor supervisor, Path stateDirectory, String app) {
        this.supervisor = supervisor;
        this.stateDirectory = stateDirectory;
        this.app = app;
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

    synchronized void apply(List<AlertChannel> channels) {
        if (closed) {
            return;
        }
        if (sender.isEmpty() && !channels.isEmpty()) {
            sender = senders().map(all -> all.open(stateDirectory, app));
            sender.ifPresent(supervisor::addListener);
        }
        if (sender.isPresent()) {
            sender.get().channels(channels);
        }
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
