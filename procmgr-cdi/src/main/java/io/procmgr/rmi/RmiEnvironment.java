package io.procmgr.rmi;

import java.util.Map;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.rmi.RMIConnectorServer;

/** What the JDK's connector is told: who may log in, and of which classes objects may be that it reads. */
final class RmiEnvironment {
    /** A user's name and a secret. */
    private static final String CREDENTIALS = "maxdepth=2;maxarray=2;maxrefs=8;maxbytes=4096;java.lang.String;!*";

    /**
     * What JMX clients send: names, what our operations take, and the JDK's own filters of notifications. No query but a name:
     * any other would look into MBeans that are not shown. Arrays of subjects have no elements.
     */
    private static final String CALLS = "maxdepth=16;maxarray=10000;maxrefs=50000;maxbytes=1000000"
            + ";java.lang.String;java.lang.Object;java.lang.Boolean;java.lang.Number;java.lang.Integer;java.lang.Long"
            + ";java.rmi.MarshalledObject;javax.management.ObjectName;javax.management.Attribute"
            + ";javax.management.NotificationFilterSupport;javax.management.AttributeChangeNotificationFilter"
            + ";javax.management.relation.MBeanServerNotificationFilter;java.util.Vector;javax.security.auth.Subject;!*";

    private RmiEnvironment() {}

    static Map<String, Object> of(JMXAuthenticator authenticator) {
        return Map.of(
                JMXConnectorServer.AUTHENTICATOR,
                authenticator,
                RMIConnectorServer.CREDENTIALS_FILTER_PATTERN,
                CREDENTIALS,
                RMIConnectorServer.SERIAL_FILTER_PATTERN,
                CALLS,
                // no thread that keeps the JVM alive, and connections live until they end
                "jmx.remote.x.daemon",
                "true",
                "jmx.remote.default.class.loader",
                ClassLoader.getPlatformClassLoader());
    }
}
