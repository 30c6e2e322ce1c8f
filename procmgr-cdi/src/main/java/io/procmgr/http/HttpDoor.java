package io.procmgr.http;

import com.sun.net.httpserver.HttpHandler;
import io.procmgr.http.server.Limits;
import io.procmgr.http.server.SecureSockets;
import io.procmgr.http.server.WebServer;
import io.procmgr.jmx.Callers;
import io.procmgr.metrics.JobMetrics;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The HTTP door: one port, on loopback unless told otherwise, one check before every room, {@code /jolokia} behind it. Serves
 * the MBeans of the platform MBean server. Made by {@link #builder}, opened by {@link Builder#start}, gone without a trace
 * after {@link #close}.
 */
public final class HttpDoor implements AutoCloseable {
    /** The port that Jolokia agents are looked for at. */
    public static final int DEFAULT_PORT = 8778;

    private static final Logger LOGGER = System.getLogger("procmgr");

    private final WebServer server;
    private final JolokiaEngine jolokia;
    private final Optional<TlsKeys> keys;
    private final URI url;

    private HttpDoor(WebServer server, JolokiaEngine jolokia, Optional<TlsKeys> keys) {
        this.server = server;
        this.jolokia = jolokia;
        this.keys = keys;
        InetSocketAddress bound = server.address();
        this.url = URI.create(
                (keys.isPresent() ? "https://" : "http://") + OwnAddresses.urlHost(bound) + ":" + bound.getPort());
    }

    /**
     * Begins a door.
     *
     * @param logins who may come in
     * @param callers told who calls
     */
    public static Builder builder(Logins logins, Callers callers) {
        return new Builder(logins, callers);
    }

    /**
     * Where the door is for clients on this host, such as {@code http://127.0.0.1:8778}; Jolokia answers at {@code /jolokia}
     * below it.
     */
    public URI url() {
        return url;
    }

    /** The certificates that it may show; empty without TLS. */
    List<X509Certificate> certificates() {
        return keys.map(TlsKeys::certificates).orElse(List.of());
    }

    /** Closes the door: the port, all connections, all threads. Once is enough, twice does no harm. */
    @Override
    public void close() {
        server.close();
        jolokia.close();
    }

    /** @throws IOException if it is taken, or no address of this machine */
    static ServerSocket bind(InetAddress address, String host, int port) throws IOException {
        try {
            return WebServer.bind(address, port);
        } catch (BindException e) {
            throw new IOException("cannot listen at " + host + " port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Settings of a door, and its opening. */
    public static final class Builder {
        private final Logins logins;
        private final Callers callers;
        private final Map<String, Room> rooms = new LinkedHashMap<>();
        private final Set<String> open = new HashSet<>();
        private DoorSettings settings = DoorSettings.LOCAL;
        private Limits limits = Limits.USUAL;
        private Consumer<List<X509Certificate>> renewed = certificates -> {};

        private Builder(Logins logins, Callers callers) {
            this.logins = Objects.requireNonNull(logins, "logins");
            this.callers = Objects.requireNonNull(callers, "callers");
        }

        /** Where it is and how it is guarded; {@link DoorSettings#LOCAL}. Who may come in is told by the {@link Logins}. */
        public Builder settings(DoorSettings all) {
            this.settings = Objects.requireNonNull(all, "settings");
            return this;
        }

        /**
         * The port to listen at; 0 for a free one. A port that is set here and taken is an error. If none is set it is
         * {@value HttpDoor#DEFAULT_PORT}, or a free one if that is taken.
         */
        public Builder port(int number) {
            this.settings = settings.at(settings.host(), OptionalInt.of(number));
            return this;
        }

        /** One more handler behind the door, for all requests whose path is this or below it. */
        public Builder handle(String path, HttpHandler handler) {
            rooms.put(path, (exchange, role) -> handler.handle(exchange));
            return this;
        }

        /** Serves these metrics at {@code /metrics}. */
        public Builder metrics(JobMetrics metrics) {
            rooms.put(MetricsRoom.PATH, new MetricsRoom(metrics));
            return this;
        }

        /** Serves the health of this supervisor at {@code /health/live} and {@code /health/ready}. */
        public Builder health(Supervisor supervisor) {
            rooms.put(HealthRoom.PATH, new HealthRoom(supervisor));
            return this;
        }

        /** Serves the web console at {@code /console/}: to everybody, since it is the page that asks for a token. */
        public Builder console() {
            rooms.put(ConsoleRoom.PATH, new ConsoleRoom());
            open.add(ConsoleRoom.PATH);
            return this;
        }

        /** Other bounds for what clients can take. */
        Builder limits(Limits other) {
            this.limits = other;
            return this;
        }

        /** Tells the certificates whenever they have been read anew. */
        Builder onRenewal(Consumer<List<X509Certificate>> listener) {
            this.renewed = listener;
            return this;
        }

        /**
         * Opens the door.
         *
         * @throws IOException if the port is taken, the host is not an address of this machine or takes TLS, or a key store
         *     cannot be used
         * @throws IllegalArgumentException if a room has no usable path
         */
        public HttpDoor start() throws IOException {
            InetAddress address = settings.address();
            Optional<TlsKeys> keys = settings.tls().isPresent()
                    ? Optional.of(TlsKeys.load(settings.tls().get(), renewed))
                    : Optional.empty();
            JolokiaEngine jolokia = new JolokiaEngine("procmgr-" + UUID.randomUUID());
            Refusals refusals = new Refusals(callers);
            try {
                rooms.put(JolokiaRoom.PATH, new JolokiaRoom(jolokia, refusals));
                settings.open().forEach(part -> open.add(part.path()));
                Rooms all = new Rooms(rooms, open);
                ServerSocket socket = bind(address);
                Doorkeeper keeper = new Doorkeeper(
                        new OwnAddresses((InetSocketAddress) socket.getLocalSocketAddress(), settings),
                        new Entrance(logins, settings),
                        callers,
                        all,
                        refusals);
                Optional<SecureSockets> secure = keys.map(SecureSockets.class::cast);
                WebServer server = WebServer.open(socket, secure, limits, keeper, new DoorThreads("procmgr-http"));
                return new HttpDoor(server, jolokia, keys);
            } catch (IOException | RuntimeException e) {
                jolokia.close();
                throw e;
            }
        }

        private ServerSocket bind(InetAddress address) throws IOException {
            if (settings.port().isPresent()) {
                return HttpDoor.bind(address, settings.host(), settings.port().getAsInt());
            }
            try {
                return WebServer.bind(address, DEFAULT_PORT);
            } catch (BindException e) {
                LOGGER.log(Level.INFO, "procmgr port " + DEFAULT_PORT + " is taken: the HTTP door takes a free one");
                return WebServer.bind(address, 0);
            }
        }
    }
}
