package io.procmgr.rmi;

import io.procmgr.http.TlsSettings;
import io.procmgr.http.server.SecureSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The port of the door, and all connections to it. RMI leaves both the port and connections open in some ways of ending; here
 * they end with {@link #close}.
 */
final class ListeningPort extends ServerSocket {
    private static final int BACKLOG = 128;
    private static final int MOST_CONNECTIONS = 64;

    private final Map<String, GuestSocket> guests = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Optional<SecureSockets> tls;

    /** @throws IOException if the port is taken, or the address is none of this machine */
    ListeningPort(InetAddress address, int port) throws IOException {
        this(address, port, Optional.empty());
    }

    /**
     * The same with TLS over each connection.
     *
     * @throws IOException if keys cannot be used as well
     */
    ListeningPort(InetAddress address, int port, TlsSettings tls) throws IOException {
        this(address, port, Optional.of(tls.sockets()));
    }

    private ListeningPort(InetAddress address, int port, Optional<SecureSockets> tls) throws IOException {
        super();
        this.tls = tls;
        try {
            bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            super.close();
            throw new IOException(
                    "cannot listen at " + address.getHostAddress() + " port " + port + ": " + e.getMessage(), e);
        }
    }

    boolean isSecure() {
        return tls.isPresent();
    }

    /** Beyond the limit a connection is closed at once: it costs those nothing that are there. */
    @Override
    public Socket accept() throws IOException {
        while (true) {
            GuestSocket guest = new GuestSocket(count.incrementAndGet(), guests);
            implAccept(guest);
            if (guests.size() < MOST_CONNECTIONS) {
                guests.put(guest.mask().getHostAddress(), guest);
                if (isClosed()) {
                    guest.close();
                    throw new SocketException("closed");
                }
                return tls.isPresent() ? tls.get().over(guest) : guest;
            }
            guest.close();
        }
    }

    /** Where the connection comes from that calls itself so. */
    String peer(String mask) {
        GuestSocket guest = guests.get(mask);
        return guest == null ? "unknown" : guest.peer();
    }

    @Override
    public void close() throws IOException {
        super.close();
        for (GuestSocket guest : guests.values()) {
            guest.close();
        }
    }
}
