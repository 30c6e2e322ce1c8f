package io.procmgr.http;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaNotificationRequest;
import org.jolokia.server.core.request.JolokiaObjectNameRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.request.notification.AddCommand;
import org.jolokia.server.core.request.notification.NotificationCommandType;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.jolokia.server.core.util.jmx.MBeanServerAccess;

/**
 * Who may do what. Judges the request object that Jolokia itself parsed and will execute, so that no spelling of a request
 * can mean one thing here and another there. Tells why a request is refused; empty if it may pass.
 */
final class AccessRules {
    private static final Set<RequestType> BY_GET = Set.of(
            RequestType.READ, RequestType.SEARCH, RequestType.LIST, RequestType.VERSION, RequestType.NOTIFICATION);
    private static final Set<NotificationCommandType> NOTIFICATION_BY_GET =
            Set.of(NotificationCommandType.REGISTER, NotificationCommandType.OPEN);

    /** In characters of JSON. */
    private static final int LONGEST_LISTENER = 4_000;

    private final MBeanServerAccess mbeans;

    AccessRules(MBeanServerAccess mbeans) {
        this.mbeans = mbeans;
    }

    Optional<String> refusal(JolokiaRequest request, Role role) {
        if (request.getOption("target") != null) {
            return Optional.of("cannot pass a request on to another JVM");
        }
        if (request instanceof JolokiaObjectNameRequest named && named.getProvider() != null) {
            return Optional.of("cannot use provider " + named.getProvider() + ": ask for procmgr:*");
        }
        if (request.getHttpMethod() == HttpMethod.GET && !BY_GET.contains(request.getType())) {
            return Optional.of("cannot " + request.getType().getName() + " by GET: use POST");
        }
        return switch (request.getType()) {
            case LIST, SEARCH, VERSION -> Optional.empty();
            case READ -> read(((JolokiaObjectNameRequest) request).getObjectName());
            case EXEC -> exec((JolokiaExecRequest) request, role);
            case NOTIFICATION -> notification((JolokiaNotificationRequest) request);
            case WRITE -> Optional.of("cannot write: no attribute of procmgr can be written");
            case CONFIG -> Optional.of("cannot tell the configuration of Jolokia");
        };
    }

    private static Optional<String> read(ObjectName name) {
        return Shown.isShown(name)
                ? Optional.empty()
                : Optional.of(
                        "cannot read " + name + ": only " + Shown.OURS + ":* and " + Shown.JVM + ":* can be read here");
    }

    private Optional<String> exec(JolokiaExecRequest request, Role role) {
        ObjectName name = request.getObjectName();
        if (!Shown.isOurs(name) || name.isPattern()) {
            return Optional.of(
                    "cannot call " + name + ": only single MBeans of " + Shown.OURS + ":* can be called here");
        }
        return role == Role.OPERATOR || isInquiry(name, request.getOperation())
                ? Optional.empty()
                : Optional.of("cannot call " + request.getOperation() + " of " + name + ": it takes the role "
                        + Role.OPERATOR.id());
    }

    /** A client may name an operation with its signature. */
    private boolean isInquiry(ObjectName name, String operation) {
        if (operation == null) {
            return false;
        }
        int signature = operation.indexOf('(');
        return Shown.isInquiry(operations(name), signature < 0 ? operation : operation.substring(0, signature));
    }

    private MBeanOperationInfo[] operations(ObjectName name) {
        try {
            return mbeans.call(
                    name, (server, mbean, nothing) -> server.getMBeanInfo(mbean).getOperations());
        } catch (InstanceNotFoundException e) {
            return new MBeanOperationInfo[0];
        } catch (IOException | JMException e) {
            throw new IllegalStateException("cannot look up the operations of " + name, e);
        }
    }

    private static Optional<String> notification(JolokiaNotificationRequest request) {
        NotificationCommandType type = request.getCommand().getType();
        if (NOTIFICATION_BY_GET.contains(type) != (request.getHttpMethod() == HttpMethod.GET)
                && type != NotificationCommandType.REGISTER) {
            return Optional.of("cannot use this HTTP method for notification " + type.getType());
        }
        if (request.getCommand() instanceof AddCommand add && !Shown.isOurs(add.getObjectName())) {
            return Optional.of(
                    "cannot listen to " + add.getObjectName() + ": only " + Shown.OURS + ":* can be listened to");
        }
        // a listener's filter and handback are kept as long as its client
        if (request.getCommand().toJSON().toJSONString().length() > LONGEST_LISTENER) {
            return Optional.of("cannot listen: filter and handback are too long (most=" + LONGEST_LISTENER + ")");
        }
        return Optional.empty();
    }
}
