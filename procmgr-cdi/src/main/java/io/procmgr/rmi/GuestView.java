package io.procmgr.rmi;

import io.procmgr.http.Role;
import io.procmgr.http.Shown;
import io.procmgr.jmx.Callers;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.IntrospectionException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.NotificationBroadcaster;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.QueryExp;
import javax.management.ReflectionException;

/**
 * The MBean server as one guest sees it: what is not {@linkplain Shown shown} is not there, and an operation takes the role that
 * its impact says. Safe for use by several threads.
 */
final class GuestView extends NothingMade {
    private static final Set<String> BROADCASTERS =
            Set.of(NotificationBroadcaster.class.getName(), NotificationEmitter.class.getName());

    private final MBeanServer server;
    private final Registrations registrations;
    private final Callers callers;

    /** Empty: RMI itself, which collects notifications for all guests. */
    private final Optional<Guest> guest;

    GuestView(MBeanServer server, Registrations registrations, Callers callers, Optional<Guest> guest) {
        this.server = server;
        this.registrations = registrations;
        this.callers = callers;
        this.guest = guest;
    }

    @Override
    public Object invoke(ObjectName name, String operation, Object[] values, String[] signature)
            throws InstanceNotFoundException, MBeanException, ReflectionException {
        require(name);
        if (Shown.isQuestionOnThreads(name, operation)) {
            return server.invoke(name, operation, values, signature);
        }
        Guest caller = guest.filter(somebody -> Shown.isOurs(name))
                .orElseThrow(() -> new SecurityException("cannot call " + operation + " of " + name
                        + ": only MBeans of " + Shown.OURS + ":* can be called here"));
        if (caller.role() != Role.OPERATOR && !Shown.isInquiry(info(name).getOperations(), operation)) {
            throw new SecurityException(
                    "cannot call " + operation + " of " + name + ": it takes the role " + Role.OPERATOR.id());
        }
        callers.enter(caller.caller());
        try {
            return server.invoke(name, operation, values, signature);
        } finally {
            callers.leave();
        }
    }

    private MBeanInfo info(ObjectName name) throws InstanceNotFoundException, ReflectionException {
        try {
            return server.getMBeanInfo(name);
        } catch (IntrospectionException e) {
            throw new ReflectionException(e, "cannot look up the operations of " + name);
        }
    }

    @Override
    public Object getAttribute(ObjectName name, String attribute)
            throws MBeanException, AttributeNotFoundException, InstanceNotFoundException, ReflectionException {
        require(name);
        return shown(name, attribute, server.getAttribute(name, attribute));
    }

    @Override
    public AttributeList getAttributes(ObjectName name, String[] attributes)
            throws InstanceNotFoundException, ReflectionException {
        require(name);
        AttributeList all = new AttributeList();
        for (Attribute attribute : server.getAttributes(name, attributes).asList()) {
            all.add(new Attribute(attribute.getName(), shown(name, attribute.getName(), attribute.getValue())));
        }
        return all;
    }

    private static Object shown(ObjectName name, String attribute, Object value) {
        return isDelegate(name) || Shown.isReadable(name, attribute) ? value : HiddenSecrets.of(value);
    }

    @Override
    public Set<ObjectInstance> queryMBeans(ObjectName name, QueryExp query) {
        Set<ObjectInstance> found = new HashSet<>(server.queryMBeans(name, query));
        found.removeIf(instance -> !isThere(instance.getObjectName()));
        return found;
    }

    @Override
    public Set<ObjectName> queryNames(ObjectName name, QueryExp query) {
        Set<ObjectName> found = new HashSet<>(server.queryNames(name, query));
        found.removeIf(one -> !isThere(one));
        return found;
    }

    @Override
    public Integer getMBeanCount() {
        return queryNames(null, null).size();
    }

    @Override
    public String[] getDomains() {
        return queryNames(null, null).stream()
                .map(ObjectName::getDomain)
                .distinct()
                .toArray(String[]::new);
    }

    @Override
    public String getDefaultDomain() {
        return server.getDefaultDomain();
    }

    @Override
    public boolean isRegistered(ObjectName name) {
        return isThere(name) && server.isRegistered(name);
    }

    @Override
    public ObjectInstance getObjectInstance(ObjectName name) throws InstanceNotFoundException {
        require(name);
        return server.getObjectInstance(name);
    }

    @Override
    public MBeanInfo getMBeanInfo(ObjectName name)
            throws InstanceNotFoundException, IntrospectionException, ReflectionException {
        require(name);
        return server.getMBeanInfo(name);
    }

    /** The JVM's MBeans send nothing here: to listen to them would make it collect what nobody may hear. */
    @Override
    public boolean isInstanceOf(ObjectName name, String className) throws InstanceNotFoundException {
        require(name);
        return (isHeard(name) || !BROADCASTERS.contains(className)) && server.isInstanceOf(name, className);
    }

    @Override
    public void addNotificationListener(
            ObjectName name, NotificationListener listener, NotificationFilter filter, Object handback)
            throws InstanceNotFoundException {
        requireHeard(name);
        if (isDelegate(name)) {
            registrations.add(listener, filter, handback);
        } else {
            server.addNotificationListener(name, listener, filter, handback);
        }
    }

    @Override
    public void addNotificationListener(
            ObjectName name, ObjectName listener, NotificationFilter filter, Object handback) {
        throw new SecurityException("cannot make " + listener + " listen: nobody can here");
    }

    @Override
    public void removeNotificationListener(ObjectName name, ObjectName listener) {
        throw new SecurityException("cannot make " + listener + " listen no more: nobody can here");
    }

    @Override
    public void removeNotificationListener(
            ObjectName name, ObjectName listener, NotificationFilter filter, Object handback) {
        removeNotificationListener(name, listener);
    }

    @Override
    public void removeNotificationListener(ObjectName name, NotificationListener listener)
            throws InstanceNotFoundException, ListenerNotFoundException {
        requireHeard(name);
        if (isDelegate(name)) {
            registrations.remove(listener);
        } else {
            server.removeNotificationListener(name, listener);
        }
    }

    @Override
    public void removeNotificationListener(
            ObjectName name, NotificationListener listener, NotificationFilter filter, Object handback)
            throws InstanceNotFoundException, ListenerNotFoundException {
        requireHeard(name);
        if (isDelegate(name)) {
            registrations.remove(listener, filter, handback);
        } else {
            server.removeNotificationListener(name, listener, filter, handback);
        }
    }

    private static boolean isDelegate(ObjectName name) {
        return MBeanServerDelegate.DELEGATE_NAME.equals(name);
    }

    private static boolean isThere(ObjectName name) {
        return Shown.isShown(name) || isDelegate(name);
    }

    private static boolean isHeard(ObjectName name) {
        return Shown.isOurs(name) || isDelegate(name);
    }

    private static void require(ObjectName name) throws InstanceNotFoundException {
        if (!isThere(name)) {
            throw new InstanceNotFoundException(name.toString());
        }
    }

    private static void requireHeard(ObjectName name) throws InstanceNotFoundException {
        require(name);
        if (!isHeard(name)) {
            throw new SecurityException(
                    "cannot listen to " + name + ": only " + Shown.OURS + ":* can be listened to here");
        }
    }
}
