package io.procmgr.rmi;

import io.procmgr.http.Logins;
import io.procmgr.jmx.Callers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.rmi.AlreadyBoundException;
import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;

/**
 * JMX over RMI, on one port: the registry, which knows the name {@code jmxrmi}, and all objects that it leads to. Serves the
 * MBeans of the platform MBean server, as far as they are {@linkplain io.procmgr.http.Shown shown}. Gone without a trace after
 * {@link #close}, but for idle threads of the JDK, which it keeps for a minute.
 */
public final class RmiDoor implements AutoCloseable {
    /** Why an address is refused. */
    public static final String BEYOND_LOOPBACK =
            "beyond loopback JMX by RMI needs TLS, which it does not have yet; use 127.0.0.1 and an SSH tunnel";

    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final String NAME = "jmxrmi";

    /** Of the JVM, and of those who know that only one of the machine's addresses can be reached. */
    private static final String HOST_PROPERTY = "java.rmi.server.hostname";

    private final ListeningPort port;
    private final PortSource source;
    private final JMXConnectorServer connector;
    private final Registry registry;
    private final String host;

    private RmiDoor(
            ListeningPort port, PortSource source, JMXConnectorServer connector, Registry registry, String host) {
        this.port = port;
        this.source = source;
        this.connector = connector;
        this.registry = registry;
        this.host = host;
    }

    /**
     * Opens a door.
     *
     * @param host a loopback address or a name of one
     * @param number of the port; 0 for a free one
     * @param logins who may come in
     * @param callers told who calls
     * @throws IOException if the port is taken, or the host is not an address of this machine
     * @throws IllegalArgumentException if the host is not a loopback address
     */
    public static RmiDoor open(String host, int number, Logins logins, Callers callers) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException("cannot listen at " + host + ": " + BEYOND_LOOPBACK);
        }
        ListeningPort port = new ListeningPort(address, number);
        PortSource source = new PortSource(port);
        try {
            return open(port, source, address.getHostAddress(), new DoorBell(logins, port), callers);
        } catch (IOException | RuntimeException e) {
            source.close();
            port.close();
            throw e;
        }
    }

    private static RmiDoor open(ListeningPort port, PortSource source, String host, DoorBell bell, Callers callers)
            throws IOException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Map<String, Object> environment = RmiEnvironment.of(bell);
        ToldHost told = new ToldHost(System.getProperty(HOST_PROPERTY) == null ? Optional.of(host) : Optional.empty());
        GuestConnections connections = new GuestConnections(
                port.getLocalPort(),
                source.factory(),
                told,
                environment,
                guest -> new GuestView(server, callers, Optional.of(guest)));
        JMXConnectorServer connector = new RMIConnectorServer(
                new JMXServiceURL("rmi", host, port.getLocalPort()),
                environment,
                connections,
                new GuestView(server, callers, Optional.empty()));
        connector.start();
        try {
            Registry registry = LocateRegistry.createRegistry(port.getLocalPort(), null, source.factory());
            RmiDoor door = new RmiDoor(port, source, connector, registry, host);
            registry.bind(NAME, connections.door());
            return door;
        } catch (IOException | AlreadyBoundException | RuntimeException e) {
            connector.stop();
            throw new IOException("cannot open JMX by RMI at " + host + " port " + port.getLocalPort() + ": " + e, e);
        }
    }

    /** Where clients connect to: {@code service:jmx:rmi:///jndi/rmi://127.0.0.1:9010/jmxrmi}. */
    public String url() {
        return "service:jmx:rmi:///jndi/rmi://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port() + "/"
                + NAME;
    }

    /** The port. */
    public int port() {
        return port.getLocalPort();
    }

    /** Ends all connections and gives the port back. Once is enough, twice does no harm. */
    @Override
    public void close() {
        try {
            UnicastRemoteObject.unexportObject(registry, true);
        } catch (NoSuchObjectException e) {
            LOGGER.log(Level.DEBUG, "procmgr RMI was closed already");
        }
        try {
            connector.stop();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, () -> "procmgr cannot take leave of all RMI clients: " + e);
        }
        source.close();
        try {
            port.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "procmgr cannot close the port of RMI: " + e);
        }
    }
}
