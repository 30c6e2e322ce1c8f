package io.procmgr.jmx;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** Changes as JMX notifications: which types there are, and what each carries. Their user data are open types. */
final class ChangeNotifications {
    static final String EXITED = "procmgr.process.exited";
    static final String READY = "procmgr.process.ready";
    static final String GAVE_UP = "procmgr.process.gaveup";
    static final String RELOADED = "procmgr.config.reloaded";
    static final String REJECTED = "procmgr.config.rejected";

    private ChangeNotifications() {}

    static MBeanNotificationInfo[] ofProcess() {
        return new MBeanNotificationInfo[] {
            new MBeanNotificationInfo(
                    new String[] {AttributeChangeNotification.ATTRIBUTE_CHANGE},
                    AttributeChangeNotification.class.getName(),
                    "StateCode changed; the message tells the old and the new state and why."),
            new MBeanNotificationInfo(
                    new String[] {EXITED, READY, GAVE_UP},
                    Notification.class.getName(),
                    "The process ended; it passed its start; it will not be started again by itself.")
        };
    }

    static MBeanNotificationInfo[] ofSupervisor() {
        return new MBeanNotificationInfo[] {
            new MBeanNotificationInfo(
                    new String[] {RELOADED, REJECTED},
                    Notification.class.getName(),
                    "A changed configuration was applied; a changed configuration was refused.")
        };
    }

    /** The notification that tells of a change; empty if none does. */
    static Optional<Notification> of(JobChange change, ObjectName source) {
        return switch (change.kind()) {
            case STATE -> Optional.of(stateChange(change, source));
            case EXITED -> Optional.of(plain(EXITED, change, source));
            case READY -> Optional.of(plain(READY, change, source));
            case GAVE_UP -> Optional.of(plain(GAVE_UP, change, source));
            case CONFIG_RELOADED -> Optional.of(plain(RELOADED, change, source));
            case CONFIG_REJECTED -> Optional.of(plain(REJECTED, change, source));
            case ADDED, REMOVED, LAUNCHED, LEFT, NOTICE -> Optional.empty();
        };
    }

    private static Notification stateChange(JobChange change, ObjectName source) {
        String from = change.from().map(JobState::name).orElse("");
        String to = change.to().map(JobState::name).orElse("");
        Notification notification = new AttributeChangeNotification(
                source,
                change.sequence(),
                change.timeMillis(),
                from + " -> " + to + ": " + change.message(),
                "StateCode",
                "int",
                change.from().map(JobState::code).orElse(-1),
                change.to().map(JobState::code).orElse(-1));
        notification.setUserData(data(change));
        return notification;
    }

    private static Notification plain(String type, JobChange change, ObjectName source) {
        Notification notification =
                new Notification(type, source, change.sequence(), change.timeMillis(), change.message());
        notification.setUserData(data(change));
        return notification;
    }

    private static CompositeData data(JobChange change) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("job", change.job());
        facts.put("from", change.from().map(JobState::name).orElse(""));
        facts.put("to", change.to().map(JobState::name).orElse(""));
        facts.put("pid", change.status().map(status -> status.pid().orElse(-1)).orElse(-1L));
        facts.put("runId", change.status().map(JobStatus::runId).orElse(-1L));
        Optional<ExitStatus> exit =
                change.status().flatMap(status -> status.history().lastExit());
        facts.put("exitCode", exit.map(status -> status.code().orElse(-1)).orElse(-1));
        facts.put("exitSignal", exit.map(status -> status.signal().orElse(-1)).orElse(-1));
        facts.put("message", change.message());
        return composite(facts);
    }

    private static CompositeData composite(Map<String, Object> facts) {
        String[] names = facts.keySet().toArray(String[]::new);
        OpenType<?>[] types =
                facts.values().stream().map(ChangeNotifications::openType).toArray(OpenType<?>[]::new);
        try {
            return new CompositeDataSupport(
                    new CompositeType("procmgr.change", "What changed.", names, names, types), facts);
        } catch (OpenDataException e) {
            throw new IllegalStateException("cannot describe a change: " + facts, e);
        }
    }

    private static OpenType<?> openType(Object value) {
        if (value instanceof Integer) {
            return SimpleType.INTEGER;
        }
        return value instanceof Long ? SimpleType.LONG : SimpleType.STRING;
    }
}
