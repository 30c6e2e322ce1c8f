package io.procmgr.jmx;

import io.procmgr.job.JobName;
import io.procmgr.supervise.ChangeListener;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServer;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/**
 * Keeps one MBean per job and one for the supervisor registered, and sends their notifications. JMX that fails costs one
 * warning and never harms supervision. Safe for use by several threads.
 */
public final class JmxRegistrar implements ChangeListener, AutoCloseable {
    private static final Logger LOGGER = System.getLogger("procmgr");

    private final MBeanServer server;
    private final ObjectNames names;
    private final Managed managed;
    private final Actions actions;
    private final Waits waits;
    private final InterfaceText processText = new InterfaceText(ProcessMXBean.class);
    private final InterfaceText supervisorText = new InterfaceText(SupervisorMXBean.class);
    private final Map<ObjectName, NotificationBroadcasterSupport> registered = new LinkedHashMap<>();
    private final Notifier notifier = new Notifier();
    private boolean open;
    private boolean warned;

    public JmxRegistrar(MBeanServer server, ObjectNames names, Managed managed) {
        this.server = server;
        this.names = names;
        this.managed = managed;
        this.actions = new Actions(managed.callers());
        this.waits = new Waits(managed.supervisor());
    }

    /**
     * Registers the supervisor and the jobs it has, and follows it from now on. If another supervisor holds the name,
     * nothing is registered: the jobs of two would mix.
     */
    public synchronized void open() {
        if (!register(
                names.supervisor(),
                new SupervisorBean(managed, actions),
                SupervisorMXBean.class,
                supervisorText,
                ChangeNotifications.ofSupervisor())) {
            return;
        }
        open = true;
        managed.supervisor().addListener(this);
        managed.supervisor().statuses().forEach(this::add);
    }

    @Override
    public String name() {
        return "JMX";
    }

    @Override
    public synchronized void changed(JobChange change) {
        if (!open) {
            return;
        }
        switch (change.kind()) {
            case ADDED -> managed.supervisor().status(new JobName(change.job())).ifPresent(this::add);
            case REMOVED -> remove(new JobName(change.job()));
            case STATE, READY, EXITED, GAVE_UP -> send(change, names.process(new JobName(change.job())));
            case LAUNCHED, NOTICE -> {}
            case CONFIG_RELOADED, CONFIG_REJECTED -> send(change, names.supervisor());
        }
    }

    /** Unregisters what this registered, and ends its thread. */
    @Override
    public void close() {
        managed.supervisor().removeListener(this);
        synchronized (this) {
            open = false;
            registered.keySet().forEach(this::unregister);
            registered.clear();
        }
        notifier.close();
    }

    private void add(JobStatus status) {
        ObjectName name = names.process(status.name());
        if (!registered.containsKey(name)) {
            register(
                    name,
                    new ProcessBean(status, managed, actions, waits),
                    ProcessMXBean.class,
                    processText,
                    ChangeNotifications.ofProcess());
        }
    }

    private void remove(JobName job) {
        ObjectName name = names.process(job);
        if (managed.supervisor().status(job).isEmpty() && registered.remove(name) != null) {
            unregister(name);
        }
    }

    private void send(JobChange change, ObjectName source) {
        Optional.ofNullable(registered.get(source)).ifPresent(emitter -> ChangeNotifications.of(change, source)
                .ifPresent(notification -> notifier.send(emitter, notification)));
    }

    private <T> boolean register(
            ObjectName name, T bean, Class<T> type, InterfaceText text, MBeanNotificationInfo[] notifications) {
        NotificationBroadcasterSupport emitter = new NotificationBroadcasterSupport(notifications);
        try {
            server.registerMBean(new DescribedMBean(bean, type, text, emitter), name);
            registered.put(name, emitter);
            return true;
        } catch (InstanceAlreadyExistsException e) {
            warn("cannot register " + name + ": another supervisor has this name; set procmgr.app");
        } catch (JMException | RuntimeException e) {
            warn("cannot register " + name + ": " + e);
        }
        return false;
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOGGER.log(Level.DEBUG, () -> "procmgr " + name + " was unregistered by somebody else");
        } catch (JMException | RuntimeException e) {
            warn("cannot unregister " + name + ": " + e);
        }
    }

    /** A thousand jobs fail for the same reason: it is told once. */
    private void warn(String message) {
        LOGGER.log(warned ? Level.DEBUG : Level.WARNING, "procmgr " + message);
        warned = true;
    }
}
