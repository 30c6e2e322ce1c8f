package io.procmgr.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.procmgr.jmx.Callers;
import io.procmgr.metrics.JobMetrics;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP door: one port on loopback, one check before every handler, {@code /jolokia} behind it. Serves the MBeans of
 * the platform MBean server. Made by {@link #builder}, opened by {@link Builder#start}, gone without a trace after
 * {@link #close}.
 */
public final class HttpDoor implements AutoCloseable {
    /** The port that Jolokia agents are looked for at. */
    public static final int DEFAULT_PORT = 8778;

    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final int THREADS = 8;
    private static final int IDLE_SECONDS = 60;
    private static final int WAITING_REQUESTS = 256;
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService threads;
    private final JolokiaEngine jolokia;
    private final URI url;

    private HttpDoor(HttpServer server, ExecutorService threads, JolokiaEngine jolokia, URI url) {
        this.server = server;
        this.threads = threads;
        this.jolokia = jolokia;
        this.url = url;
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

    /** Where the door is, such as {@code http://127.0.0.1:8778}; Jolokia answers at {@code /jolokia} below it. */
    public URI url() {
        return url;
    }

    /** Closes the door: the port, all connections, all threads. Once is enough, twice does no harm. */
    @Override
    public void close() {
        server.stop(0);
        jolokia.close();
        DoorThreads.end(threads);
    }

    /** Settings of a door, and its opening. */
    public static final class Builder {
        private final Logins logins;
        private final Callers callers;
        private final Map<String, Room> rooms = new LinkedHashMap<>();
        private final Set<String> open = new HashSet<>();
        private String host = "127.0.0.1";
        private OptionalInt port = OptionalInt.empty();

        private Builder(Logins logins, Callers callers) {
            this.logins = Objects.requireNonNull(logins, "logins");
            this.callers = Objects.requireNonNull(callers, "callers");
        }

        /** The address to listen at; 127.0.0.1. Only loopback is accepted until TLS is built. */
        public Builder host(String address) {
            this.host = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * The port to listen at; 0 for a free one. A port that is set here and taken is an error. If none is set it is
         * {@value HttpDoor#DEFAULT_PORT}, or a free one if that is taken.
         */
        public Builder port(int number) {
            this.port = OptionalInt.of(number);
            return this;
        }

        /** One more handler behind the door, for all requests whose path begins with {@code path}. */
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

        /** What is served without a token; nothing, if this is not called. */
        public Builder open(Set<PublicPart> parts) {
            parts.forEach(part -> open.add(part.path()));
            return this;
        }

        /**
         * Opens the door.
         *
         * @throws IOException if the port is taken or the host is not an address of this machine
         * @throws IllegalArgumentException if the host is not a loopback address
         */
        public HttpDoor start() throws IOException {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress()) {
                throw new IllegalArgumentException("cannot listen at " + host
                        + ": beyond loopback the door needs TLS, which it does not have yet; use 127.0.0.1, and an SSH"
                        + " tunnel or a proxy that terminates TLS");
            }
            ServerSettings.apply();
            ThreadPoolExecutor threads = new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING_REQUESTS),
                    new DoorThreads("procmgr-http"));
            threads.allowCoreThreadTimeOut(true);
            JolokiaEngine jolokia = new JolokiaEngine("procmgr-" + UUID.randomUUID());
            HttpServer server;
            try {
                server = onDaemonThread(() -> listen(address, threads));
            } catch (IOException | RuntimeException e) {
                jolokia.close();
                throw e;
            }
            InetSocketAddress bound = server.getAddress();
            URI url = URI.create("http://" + OwnAddresses.urlHost(bound) + ":" + bound.getPort());
            HttpDoor door = new HttpDoor(server, threads, jolokia, url);
            try {
                furnish(server, jolokia);
                return door;
            } catch (RuntimeException e) {
                door.close();
                throw e;
            }
        }

        /** Started before it has a room to serve: a server that was never started does not give its port back. */
        private HttpServer listen(InetAddress address, ExecutorService threads) throws IOException {
            HttpServer server = bind(address);
            server.setExecutor(threads);
            server.start();
            return server;
        }

        private void furnish(HttpServer server, JolokiaEngine jolokia) {
            OwnAddresses addresses = new OwnAddresses(server.getAddress());
            Credentials credentials = new Credentials(logins);
            server.createContext("/", new Doorkeeper(addresses, credentials, false, callers, (exchange, role) -> {
                throw new HttpRefusal(
                        HttpRefusal.NOT_FOUND,
                        "cannot find it: there are " + ConsoleRoom.PATH + "/ and " + JolokiaRoom.PATH);
            }));
            server.createContext(
                    JolokiaRoom.PATH, new Doorkeeper(addresses, credentials, false, callers, new JolokiaRoom(jolokia)));
            rooms.forEach((path, room) -> server.createContext(
                    path, new Doorkeeper(addresses, credentials, open.contains(path), callers, room)));
        }

        private HttpServer bind(InetAddress address) throws IOException {
            int wanted = port.orElse(DEFAULT_PORT);
            try {
                return HttpServer.create(new InetSocketAddress(address, wanted), BACKLOG);
            } catch (BindException e) {
                if (port.isPresent()) {
                    throw new IOException("cannot listen at " + host + " port " + wanted + ": " + e.getMessage(), e);
                }
                LOGGER.log(Level.INFO, "procmgr port " + wanted + " is taken: the HTTP door takes a free one");
                return HttpServer.create(new InetSocketAddress(address, 0), BACKLOG);
            }
        }

        private interface Step {
            HttpServer run() throws IOException;
        }

        /** The server's own threads are daemons, and of our class loader, only if the thread that makes them is. */
        private static HttpServer onDaemonThread(Step step) throws IOException {
            FutureTask<HttpServer> task = new FutureTask<>(step::run);
            new DoorThreads("procmgr-http-start").newThread(task).start();
            try {
                return task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw new IllegalStateException("cannot open the HTTP door: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("cannot open the HTTP door: interrupted", e);
            }
        }
    }
}
