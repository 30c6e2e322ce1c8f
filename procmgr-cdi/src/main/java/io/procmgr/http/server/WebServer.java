package io.procmgr.http.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The server: listens from {@link #open} to {@link #close}. At rest it has one thread, which sleeps until somebody connects. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final int BACKLOG = 128;
    private static final long TICK_MILLIS = 1_000;
    private static final long PAUSE_MILLIS = 100;
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ServerSocket socket;
    private final Optional<SecureSockets> secure;
    private final Limits limits;
    private final WebHandler handler;
    private final ThreadFactory threads;
    private final Places places;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private boolean watched;
    private volatile boolean closed;

    private WebServer(
            ServerSocket socket,
            Optional<SecureSockets> secure,
            Limits limits,
            WebHandler handler,
            ThreadFactory threads) {
        this.socket = socket;
        this.secure = secure;
        this.limits = limits;
        this.handler = handler;
        this.threads = threads;
        this.places = new Places(limits.places());
    }

    /**
     * Takes an address, without listening there yet.
     *
     * @throws IOException if it cannot be had
     */
    public static ServerSocket bind(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), BACKLOG);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Begins to serve who connects to this socket, which belongs to the server from now on.
     *
     * @param secure what puts TLS over each connection; empty: nothing does
     * @param threads makes daemons
     */
    public static WebServer open(
            ServerSocket socket,
            Optional<SecureSockets> secure,
            Limits limits,
            WebHandler handler,
            ThreadFactory threads) {
        WebServer server = new WebServer(socket, secure, limits, handler, threads);
        server.start(server::accept);
        return server;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    Optional<SecureSockets> secure() {
        return secure;
    }

    Limits limits() {
        return limits;
    }

    WebHandler handler() {
        return handler;
    }

    Places places() {
        return places;
    }

    private void accept() {
        while (!closed) {
            try {
                Connection connection = new Connection(socket.accept(), this);
                places.enter(connection, Rank.STRANGER);
                start(connection);
                watch();
            } catch (IOException | OutOfMemoryError e) {
                if (!closed) {
                    // no descriptor or no thread is to be had: that passes when connections end
                    LOGGER.log(Level.DEBUG, () -> "procmgr HTTP: cannot accept: " + e);
                    pause(PAUSE_MILLIS);
                }
            }
        }
    }

    private void start(Runnable task) {
        Thread thread = threads.newThread(() -> {
            try {
                task.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        running.add(thread);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            running.remove(thread);
            if (task instanceof Connection connection) {
                connection.cut();
                places.leave(connection);
            }
            throw e;
        }
    }

    void left(Connection connection) {
        places.leave(connection);
    }

    /** A thread looks after the time of connections while there are any. */
    private synchronized void watch() {
        if (!watched) {
            watched = true;
            start(this::tick);
        }
    }

    private void tick() {
        boolean any = true;
        while (any && !closed) {
            pause(TICK_MILLIS);
            long now = System.nanoTime();
            places.all().forEach(connection -> connection.check(now));
            synchronized (this) {
                any = !places.all().isEmpty();
                watched = any;
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Frees the port, cuts all connections, and waits, not for ever, until the threads have ended. */
    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, () -> "procmgr HTTP: " + e);
        }
        long until = System.nanoTime() + END_NANOS;
        places.all().forEach(Connection::cut);
        for (Thread thread : running) {
            thread.interrupt();
        }
        for (Thread thread : running) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
