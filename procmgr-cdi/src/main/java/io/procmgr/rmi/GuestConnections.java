package io.procmgr.rmi;

import java.io.IOException;
import java.rmi.Remote;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.RemoteObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.management.MBeanServer;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIConnectionImpl_Stub;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.management.remote.rmi.RMIServerImpl_Stub;
import javax.security.auth.Subject;

/**
 * Makes a connection for who has logged in, with an MBean server of its own that knows for whom it works: the JDK's usual way,
 * by the access control context of the thread, is another one in each version.
 */
final class GuestConnections extends RMIJRMPServerImpl {
    private final ToldHost host;
    private final Function<Guest, MBeanServer> views;
    private final ThreadLocal<MBeanServer> view = new ThreadLocal<>();

    /**
     * None is open yet.
     *
     * @param clients how they connect; empty: as they are
     * @param views what a guest sees of the MBean server
     */
    GuestConnections(
            int port,
            Optional<RMIClientSocketFactory> clients,
            RMIServerSocketFactory ports,
            ToldHost host,
            Map<String, ?> environment,
            Function<Guest, MBeanServer> views)
            throws IOException {
        super(port, clients.orElse(null), ports, environment);
        this.host = host;
        this.views = views;
    }

    /** What the registry hands out. */
    Remote door() throws IOException {
        return new RMIServerImpl_Stub(host.of(toStub()));
    }

    @Override
    public RMIConnection newClient(Object credentials) throws IOException {
        return new RMIConnectionImpl_Stub(host.of(RemoteObject.toStub(super.newClient(credentials))));
    }

    @Override
    protected RMIConnection makeClient(String connectionId, Subject subject) throws IOException {
        view.set(views.apply(Guest.of(subject)));
        try {
            return super.makeClient(connectionId, subject);
        } finally {
            view.remove();
        }
    }

    /** A connection asks once, while it is made. */
    @Override
    public MBeanServer getMBeanServer() {
        MBeanServer own = view.get();
        return own == null ? super.getMBeanServer() : own;
    }
}
