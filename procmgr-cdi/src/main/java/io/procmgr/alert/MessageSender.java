package io.procmgr.alert;

import io.procmgr.AlertSender;
import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertRule;
import io.procmgr.job.AlertTrigger;
import io.procmgr.job.JobSpec;
import io.procmgr.job.PrintableText;
import io.procmgr.job.Problem;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.RefusedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gathers alerts and sends them, on a thread that is there only while something waits, and one for each message, so that
 * what comes while a message hangs is kept. What waits is on disk within moments, and is sent by the next supervisor if this
 * one ends before.
 */
final class MessageSender implements AlertSender {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final long CLOSE_MILLIS = 2_000;

    /** A mail by a server's session, and an unencrypted webhook that has no connection yet, end by their time-outs only. */
    private static final long ABORT_MILLIS = 10_000;

    private final Triggers triggers = new Triggers();
    private final Waiting waiting;
    private final KeptAlerts kept;
    private final String host;
    private final String app;
    private Thread thread;
    private Optional<Sending> sending = Optional.empty();
    private boolean closed;

    /** A message on its way. */
    private record Sending(Transport transport, Thread thread) {}

    MessageSender(KeptAlerts kept, String host, String app) {
        this.kept = kept;
        this.host = host;
        this.app = app;
        this.waiting = new Waiting(read(kept));
    }

    private static Map<String, Backlog.Kept> read(KeptAlerts kept) {
        try {
            return kept.read();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "procmgr cannot read the alerts that were not sent, and begins without: " + e);
            return Map.of();
        }
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public synchronized void channels(List<AlertChannel> channels) {
        waiting.channels(channels);
        wake();
    }

    @Override
    public void changed(JobChange change) {
        Optional<AlertTrigger> trigger = triggers.of(change);
        if (trigger.isEmpty() || change.status().isEmpty()) {
            return;
        }
        for (AlertRule rule : change.status().get().spec().alerts().rules()) {
            if (rule.trigger() == trigger.get()) {
                String word = trigger.get().word();
                add(rule.channel(), new Alert(change.timeMillis(), change.job(), word, change.message()));
            }
        }
    }

    @Override
    public synchronized void errorLines(JobSpec job, List<String> lines, long omitted) {
        long now = System.currentTimeMillis();
        String word = AlertTrigger.STDERR.word();
        for (AlertRule rule : job.alerts().rules()) {
            if (rule.trigger() == AlertTrigger.STDERR) {
                waiting.omit(rule.channel(), omitted);
                for (String line : lines) {
                    waiting.add(rule.channel(), new Alert(now, job.name().value(), word, line));
                }
            }
        }
        if (closed) {
            // the last words of jobs that end with the supervisor are for the next one to send
            waiting.news().ifPresent(this::keep);
        }
        wake();
    }

    private synchronized void add(String channel, Alert alert) {
        if (waiting.add(channel, alert)) {
            wake();
        }
    }

    @Override
    public String test(String channel) {
        Alert alert = new Alert(System.currentTimeMillis(), "", "test", "Somebody tries this alert channel.");
        AlertChannel known;
        synchronized (this) {
            known = waiting.channel(channel)
                    .orElseThrow(
                            () -> new RefusedException("cannot send a test: there is no such alert channel (channel="
                                    + Problem.shown(channel) + ", channels=" + waiting.names() + ")"));
        }
        try {
            Transport.of(known).send(new Digest(channel, host, app, List.of(alert), 0));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new RefusedException("cannot send a test by " + known + ": " + e.getMessage());
        }
        return "sent a test by " + known;
    }

    /** Has the thread look at what there is; to be called with the lock. */
    private void wake() {
        if (thread == null && !closed && waiting.hasWork()) {
            thread = thread("procmgr-alerts", this::run);
            thread.start();
        }
        notifyAll();
    }

    private static Thread thread(String name, Runnable body) {
        Thread made = new Thread(null, body, name, 0, false);
        made.setDaemon(true);
        made.setContextClassLoader(MessageSender.class.getClassLoader());
        return made;
    }

    private void run() {
        try {
            while (step()) {
                // until nothing waits
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                if (thread == Thread.currentThread()) {
                    thread = null;
                }
            }
        }
    }

    /** Does one thing. Returns whether to go on. */
    private boolean step() throws InterruptedException {
        Optional<byte[]> bytes;
        synchronized (this) {
            if (closed) {
                return false;
            }
            bytes = waiting.news();
            if (bytes.isEmpty()) {
                return await();
            }
        }
        keep(bytes.get());
        return true;
    }

    /** Until there are news, a message has left or one may leave, which then does; to be called with the lock. */
    private boolean await() throws InterruptedException {
        if (sending.isPresent()) {
            wait();
            return true;
        }
        long now = System.currentTimeMillis();
        Optional<Waiting.Due> due = waiting.next(now);
        if (due.isEmpty()) {
            thread = null;
            return false;
        }
        if (due.get().millis() > now) {
            wait(due.get().millis() - now);
        } else {
            send(waiting.digest(due.get().channel(), host, app));
        }
        return true;
    }

    private void send(Digest digest) {
        AlertChannel channel = waiting.channel(digest.channel()).orElseThrow();
        Transport transport = Transport.of(channel);
        Thread message = thread("procmgr-alert", () -> send(digest, channel, transport));
        sending = Optional.of(new Sending(transport, message));
        message.start();
    }

    private void send(Digest digest, AlertChannel channel, Transport transport) {
        Optional<String> failure = Optional.empty();
        try {
            transport.send(digest);
        } catch (IOException | RuntimeException | LinkageError e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        OptionalInt failures;
        synchronized (this) {
            sending = Optional.empty();
            failures = waiting.tried(digest, failure.isEmpty(), System.currentTimeMillis());
            notifyAll();
        }
        if (failures.orElse(0) == 1) {
            LOG.log(
                    Level.WARNING,
                    "procmgr cannot send by " + channel + ", and tries again: " + PrintableText.of(failure.orElse("")));
        }
    }

    private void keep(byte[] bytes) {
        try {
            kept.write(bytes);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "procmgr cannot keep alerts that are not sent yet: " + e);
        }
    }

    @Override
    public void close() {
        Optional<Sending> last;
        synchronized (this) {
            closed = true;
            last = sending;
            notifyAll();
        }
        try {
            end(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            waiting.news().ifPresent(this::keep);
        }
    }

    /** A message gets a moment to leave, and is else cut off. */
    private void end(Optional<Sending> last) throws InterruptedException {
        if (last.isPresent()) {
            Thread message = last.get().thread();
            message.join(CLOSE_MILLIS);
            last.get().transport().abort();
            message.interrupt();
            message.join(ABORT_MILLIS);
        }
        Thread gathering;
        synchronized (this) {
            gathering = thread;
        }
        if (gathering != null) {
            gathering.join(ABORT_MILLIS);
        }
    }
}
