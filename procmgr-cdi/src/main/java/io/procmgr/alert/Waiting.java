package io.procmgr.alert;

import io.procmgr.job.AlertChannel;
import io.procmgr.job.AlertKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What waits for all channels. Knows no clock and no thread; its user has a lock. */
final class Waiting {
    private final Map<String, AlertChannel> channels = new LinkedHashMap<>();
    private final Map<String, Backlog> backlogs = new HashMap<>();
    private boolean changed;

    /** When the next message leaves, and by which channel. */
    record Due(String channel, long millis) {}

    Waiting(Map<String, Backlog.Kept> kept) {
        kept.forEach((channel, backlog) -> backlogs.put(channel, new Backlog(backlog)));
    }

    /** Has these channels; what waits for another one is dropped. */
    void channels(List<AlertChannel> now) {
        channels.clear();
        now.forEach(channel -> channels.put(channel.name(), channel));
        changed |= backlogs.keySet().retainAll(channels.keySet());
    }

    Optional<AlertChannel> channel(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    String names() {
        return String.join(", ", channels.keySet());
    }

    /** Takes an alert, if there is such a channel. */
    boolean add(String channel, Alert alert) {
        if (!channels.containsKey(channel)) {
            return false;
        }
        backlogs.computeIfAbsent(channel, name -> new Backlog()).add(alert);
        changed = true;
        return true;
    }

    /** Counts alerts that are not kept. */
    void omit(String channel, long count) {
        if (count > 0 && channels.containsKey(channel)) {
            backlogs.computeIfAbsent(channel, name -> new Backlog()).omit(count);
        }
    }

    /** Whether anything is to be kept or sent. */
    boolean hasWork() {
        return changed
                || backlogs.values().stream()
                        .anyMatch(backlog -> !backlog.alerts().isEmpty());
    }

    /** What is to be kept on disk, if it has changed since this was last asked. */
    Optional<byte[]> news() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(KeptAlerts.bytes(backlogs));
    }

    Optional<Due> next(long now) {
        Due first = null;
        for (AlertChannel channel : channels.values()) {
            Backlog backlog = backlogs.get(channel.name());
            OptionalLong due = backlog == null ? OptionalLong.empty() : backlog.due(pace(channel), now);
            if (due.isPresent() && (first == null || due.getAsLong() < first.millis())) {
                first = new Due(channel.name(), due.getAsLong());
            }
        }
        return Optional.ofNullable(first);
    }

    private static Backlog.Pace pace(AlertChannel channel) {
        return new Backlog.Pace(channel.duration(AlertKey.DIGEST).toMillis(), channel.number(AlertKey.MAX_PER_HOUR));
    }

    Digest digest(String channel, String host, String app) {
        Backlog backlog = backlogs.get(channel);
        return new Digest(channel, host, app, backlog.alerts(), backlog.omitted());
    }

    /**
     * A message has been sent, or could not be.
     *
     * @return how often in a row it could not
     */
    OptionalInt tried(Digest digest, boolean sent, long now) {
        Backlog backlog = backlogs.get(digest.channel());
        if (backlog == null) {
            return OptionalInt.empty();
        }
        if (sent) {
            backlog.sent(digest, now);
            changed = true;
            return OptionalInt.of(0);
        }
        return OptionalInt.of(backlog.failed(now));
    }
}
