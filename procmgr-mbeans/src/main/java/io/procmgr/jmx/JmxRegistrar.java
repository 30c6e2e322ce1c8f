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
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Keeps one MBean per job and one for the supervisor registered, and sends their notifications. JMX that fails costs one
 * warning and never harms supervision. Safe for use by several threads.
 */
public final class JmxRegistrar implements ChangeListener, AutoCloseable {
    private static final Logger LOGGER = System.getLogger("procmgr");

    /** Changes of the configuration name no job. */
    private static final String SUPERVISOR = "";

    private final MBeanServer server;
    private final ObjectNames names;
    private final Managed managed;
    private final Actions actions;
    private final Waits waits;
    private final JobLogs logs;
    private final MBeanType<ProcessMXBean> processType =
            new MBeanType<>(ProcessMXBean.class, ChangeNotifications.ofProcess());
    private final MBeanType<SupervisorMXBean> supervisorType =
            new MBeanType<>(SupervisorMXBean.class, ChangeNotifications.ofSupervisor());

    /** By job, as changes name it. */
    private final Map<String, SharedMBean<?>> registered = new LinkedHashMap<>();

    private final Notifier notifier = new Notifier();
    private boolean open;
    private boolean warned;

    public JmxRegistrar(MBeanServer server, ObjectNames names, Managed managed) {
        this.server = server;
        this.names = names;
        this.managed = managed;
        this.actions = new Actions(managed.callers());
        this.waits = new Waits(managed.supervisor(), managed.callers());
        this.logs = new JobLogs(managed.logs());
    }

    /**
     * Registers the supervisor and the jobs it has, and follows it from now on. If another supervisor holds the name,
     * nothing is registered: the jobs of two would mix.
     */
    public synchronized void open() {
        SupervisorBean supervisor = new SupervisorBean(managed, actions);
        open = register(SUPERVISOR, new SharedMBean<>(names.supervisor(), supervisorType, supervisor));
        if (!open) {
            return;
        }
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
            case ADDED -> addIfNew(change.job());
            case REMOVED -> remove(new JobName(change.job()));
            case STATE, READY, EXITED, GAVE_UP, CONFIG_RELOADED, CONFIG_REJECTED -> send(change);
            case LAUNCHED, LEFT, NOTICE -> {}
        }
    }

    /** Unregisters what this registered, and ends its thread. */
    @Override
    public void close() {
        managed.supervisor().removeListener(this);
        synchronized (this) {
            open = false;
            registered.values().forEach(this::unregister);
            registered.clear();
        }
        notifier.close();
    }

    private void addIfNew(String job) {
        if (!registered.containsKey(job)) {
            managed.supervisor().status(new JobName(job)).ifPresent(this::add);
        }
    }

    private void add(JobStatus status) {
        ProcessBean bean = new ProcessBean(status, managed, actions, waits, logs);
        register(status.name().value(), new SharedMBean<>(names.process(status.name()), processType, bean));
    }

    private void remove(JobName job) {
        if (managed.supervisor().status(job).isEmpty()) {
            Optional.ofNullable(registered.remove(job.value())).ifPresent(this::unregister);
        }
    }

    private void send(JobChange change) {
        SharedMBean<?> source = registered.get(change.job());
        if (source != null && source.isListenedTo()) {
            ChangeNotifications.of(change, source.name())
                    .ifPresent(notification -> notifier.send(source, notification));
        }
    }

    private boolean register(String job, SharedMBean<?> mbean) {
        ObjectName name = mbean.name();
        try {
            server.registerMBean(mbean, name);
            registered.put(job, mbean);
            return true;
        } catch (InstanceAlreadyExistsException e) {
            warn("cannot register " + name + ": another supervisor has this name; set procmgr.app");
        } catch (JMException | RuntimeException e) {
            warn("cannot register " + name + ": " + e);
        }
        return false;
    }

    private void unregister(SharedMBean<?> mbean) {
        ObjectName name = mbean.name();
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
