package io.procmgr.rmi;

import io.procmgr.http.Shown;
import java.util.Optional;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationFilter;

/**
 * Of the MBean server's own notifications, passes those on about MBeans that are shown.
 *
 * @param next what the listener itself wants
 */
@SuppressWarnings("serial") // it stays in this JVM
record ShownRegistrations(Optional<NotificationFilter> next) implements NotificationFilter {
    @Override
    public boolean isNotificationEnabled(Notification notification) {
        return notification instanceof MBeanServerNotification registration
                && Shown.isShown(registration.getMBeanName())
                && (next.isEmpty() || next.get().isNotificationEnabled(notification));
    }
}
