package io.procmgr.jmx;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/**
 * One of many MXBeans of a type. A thousand {@code StandardMBean}s would weigh 2 MB and read by reflection upon reflection;
 * this holds its bean and its listeners, shares all else, and asks the JDK's own MXBean for whatever is not a plain read.
 */
final class SharedMBean<T> extends NotificationBroadcasterSupport implements DynamicMBean {
    private final ObjectName name;
    private final MBeanType<T> type;
    private final T bean;
    private volatile boolean listenedTo;

    SharedMBean(ObjectName name, MBeanType<T> type, T bean) {
        this.name = name;
        this.type = type;
        this.bean = bean;
    }

    ObjectName name() {
        return name;
    }

    /** Whether anybody ever listened: if not, a notification need not be made. */
    boolean isListenedTo() {
        return listenedTo;
    }

    @Override
    public Object getAttribute(String attribute)
            throws AttributeNotFoundException, MBeanException, ReflectionException {
        return type.read(bean, attribute);
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList(attributes.length);
        for (String attribute : attributes) {
            try {
                values.add(new Attribute(attribute, getAttribute(attribute)));
            } catch (AttributeNotFoundException | MBeanException | ReflectionException | RuntimeException e) {
                // what cannot be read is left out: so DynamicMBean wants it
                continue;
            }
        }
        return values;
    }

    @Override
    public void setAttribute(Attribute attribute)
            throws AttributeNotFoundException, InvalidAttributeValueException, MBeanException, ReflectionException {
        type.whole(bean).setAttribute(attribute);
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return type.whole(bean).setAttributes(attributes);
    }

    @Override
    public Object invoke(String operation, Object[] arguments, String[] signature)
            throws MBeanException, ReflectionException {
        return type.whole(bean).invoke(operation, arguments, signature);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return type.info(bean);
    }

    @Override
    public MBeanNotificationInfo[] getNotificationInfo() {
        return getMBeanInfo().getNotifications();
    }

    @Override
    public void addNotificationListener(NotificationListener listener, NotificationFilter filter, Object handback) {
        listenedTo = true;
        super.addNotificationListener(listener, filter, handback);
    }
}
