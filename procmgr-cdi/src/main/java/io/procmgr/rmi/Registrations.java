package io.procmgr.rmi;

import io.procmgr.http.Shown;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;

/**
 * Passes the MBean server's own notifications on, that MBeans come and go, as far as these are {@linkplain Shown shown}. One
 * listener stands with the MBean server for all; WildFly's never lets go of one, so it is of the JDK's classes alone, and cut
 * off at the end. Safe for use by several threads.
 */
final class Registrations implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final MethodType HANDLE = MethodType.methodType(void.class, Notification.class, Object.class);

    private final MBeanServer server;
    private final List<Heard> all = new CopyOnWriteArrayList<>();
    private final AtomicReference<NotificationListener> end = new AtomicReference<>(this::tell);
    private final NotificationListener listener = cutOffBy(end);
    private boolean listening;

    private record Heard(NotificationListener listener, NotificationFilter filter, Object handback) {
        void tell(Notification notification) {
            if (filter == null || filter.isNotificationEnabled(notification)) {
                listener.handleNotification(notification, handback);
            }
        }
    }

    Registrations(MBeanServer server) {
        this.server = server;
    }

    /** Calls whoever the reference leads to. */
    private static NotificationListener cutOffBy(AtomicReference<NotificationListener> end) {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            MethodHandle get = lookup.findVirtual(AtomicReference.class, "get", MethodType.methodType(Object.class))
                    .bindTo(end)
                    .asType(MethodType.methodType(NotificationListener.class));
            MethodHandle call = lookup.findVirtual(NotificationListener.class, "handleNotification", HANDLE);
            return JdkProxies.of(NotificationListener.class, MethodHandles.foldArguments(call, get));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("these methods are the JDK's", e);
        }
    }

    private void tell(Notification notification, Object nothing) {
        if (notification instanceof MBeanServerNotification registration
                && Shown.isShown(registration.getMBeanName())) {
            all.forEach(heard -> heard.tell(notification));
        }
    }

    synchronized void add(NotificationListener one, NotificationFilter filter, Object handback) {
        all.add(new Heard(one, filter, handback));
        if (!listening) {
            listening = true;
            try {
                server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, null, null);
            } catch (JMException e) {
                throw new IllegalStateException("an MBean server has its delegate", e);
            }
        }
    }

    /** Whatever its filter and handback are. */
    void remove(NotificationListener one) throws ListenerNotFoundException {
        if (!all.removeIf(heard -> heard.listener() == one)) {
            throw new ListenerNotFoundException("it does not listen");
        }
    }

    void remove(NotificationListener one, NotificationFilter filter, Object handback) throws ListenerNotFoundException {
        if (!all.removeIf(
                heard -> heard.listener() == one && heard.filter() == filter && heard.handback() == handback)) {
            throw new ListenerNotFoundException("it does not listen with this filter and handback");
        }
    }

    @Override
    public synchronized void close() {
        if (listening) {
            listening = false;
            try {
                server.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener);
            } catch (JMException e) {
                LOGGER.log(Level.DEBUG, () -> "procmgr cannot listen to the MBean server no more: " + e);
            }
        }
        end.set(JdkProxies.of(NotificationListener.class, MethodHandles.empty(HANDLE)));
        all.clear();
    }
}
