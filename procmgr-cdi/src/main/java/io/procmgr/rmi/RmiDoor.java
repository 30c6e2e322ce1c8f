package io.procmgr.rmi;

import io.procmgr.http.Logins;
import io.procmgr.jmx.Callers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.rmi.AlreadyBoundException;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * JMX over RMI, on one port: the registry, which knows the name {@code jmxrmi}, and all objects that it leads to. Serves the
 * MBeans of the platform MBean server, as far as they are {@linkplain io.procmgr.http.Shown shown}. Gone without a trace after
 * {@link #close}, but for idle threads of the JDK, which it keeps for a minute.
 */
public final class RmiDoor implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final String NAME = "jmxrmi";

    /** Of the JVM, and of those who know that only one of the machine's addresses can be reached. */
    private static final String HOST_PROPERTY = "java.rmi.server.hostname";

    private final ListeningPort port;
    private final PortSource source;
    private final Registrations registrations;
    private final JMXConnectorServer connector;
    private final Registry registry;
    private final String host;

    private RmiDoor(
            ListeningPort port,
            PortSource source,
            Registrations registrations,
            JMXConnectorServer connector,
            Registry registry,
            String host) {
        this.port = port;
        this.source = source;
        this.registrations = registrations;
        this.connector = connector;
        this.registry = registry;
        this.host = host;
    }

    /**
     * Opens a door.
     *
     * @param settings where it is
     * @param logins who may come in
     * @param callers told who calls
     * @throws IOException if the port is taken, the host is not an address of this machine, or it is beyond loopback without
     *     keys that can be used
     */
    public static RmiDoor open(RmiSettings settings, Logins logins, Callers callers) throws IOException {
        ListeningPort port = settings.listen();
        PortSource source = new PortSource(port);
        try {
            return open(port, source, settings.toldHost(), new DoorBell(logins, port), callers);
        } catch (IOException | RuntimeException e) {
            source.close();
            port.close();
            throw e;
        }
    }

    private static RmiDoor open(
            ListeningPort port, PortSource source, Optional<String> host, DoorBell bell, Callers callers)
            throws IOException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Registrations registrations = new Registrations(server);
        Map<String, Object> environment = RmiEnvironment.of(bell);
        Optional<RMIClientSocketFactory> clients =
                port.isSecure() ? Optional.of(new SslRMIClientSocketFactory()) : Optional.empty();
        GuestConnections connections = new GuestConnections(
                port.getLocalPort(),
                clients,
                source.factory(),
                new ToldHost(System.getProperty(HOST_PROPERTY) == null ? host : Optional.empty()),
                environment,
                guest -> new GuestView(server, registrations, callers, Optional.of(guest)));
        JMXConnectorServer connector = new RMIConnectorServer(
                new JMXServiceURL("rmi", "127.0.0.1", port.getLocalPort()),
                environment,
                connections,
                new GuestView(server, registrations, callers, Optional.empty()));
        connector.start();
        try {
            Registry registry =
                    LocateRegistry.createRegistry(port.getLocalPort(), clients.orElse(null), source.factory());
            String shown = host.orElseGet(() -> "127.0.0.1");
            RmiDoor door = new RmiDoor(port, source, registrations, connector, registry, shown);
            door.bind(connections.door());
            return door;
        } catch (IOException | RuntimeException e) {
            connector.stop();
            throw new IOException("cannot open JMX by RMI at port " + port.getLocalPort() + ": " + e, e);
        }
    }

    private void bind(Remote stub) throws IOException {
        try {
            registry.bind(NAME, stub);
        } catch (AlreadyBoundException e) {
            throw new IllegalStateException("a new registry knows no name", e);
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
        registrations.close();
        source.close();
        try {
            port.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "procmgr cannot close the port of RMI: " + e);
        }
    }
}
