package io.procmgr.report;

import io.procmgr.job.JobName;
import io.procmgr.job.Problem;
import io.procmgr.job.UdpLine.Use;
import io.procmgr.supervise.RefusedException;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The thread {@code procmgr-report}: sends a report every ten seconds, and does what comes. Waits for nothing else. */
final class UdpThread implements AutoCloseable {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final long SOON_NANOS = 1_000_000_000L;
    private static final long END_MILLIS = 2_000;
    private static final int LARGEST_DATAGRAM = 65_536;

    private final List<UdpSocket> sockets;
    private final Optional<Secret> secret;
    private final String host;
    private final Supervisor supervisor;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
    private final boolean reports;
    /** The first one tells of the jobs that were just launched. */
    private long nextReport = System.nanoTime() + SOON_NANOS;

    private long nextComplaint = System.nanoTime();
    private volatile boolean closed;

    /** Starts it. */
    UdpThread(List<UdpSocket> sockets, Optional<Secret> secret, String host, Supervisor supervisor) throws IOException {
        this.sockets = List.copyOf(sockets);
        this.secret = secret;
        this.host = host;
        this.supervisor = supervisor;
        this.selector = Selector.open();
        this.reports = sockets.stream().anyMatch(socket -> socket.line().use() == Use.REPORT);
        for (UdpSocket socket : sockets) {
            if (socket.line().use() == Use.LISTEN) {
                socket.channel().register(selector, SelectionKey.OP_READ, socket);
                LOG.log(Level.INFO, "procmgr listens on udp://" + shown(socket.peer()));
            }
        }
        thread = new Thread(null, this::run, "procmgr-report", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(UdpThread.class.getClassLoader());
        thread.start();
    }

    private void run() {
        try (selector) {
            while (!closed) {
                if (reports && System.nanoTime() - nextReport >= 0) {
                    report();
                    nextReport = System.nanoTime() + PERIOD_NANOS;
                }
                selector.select(this::receive, reports ? millisUntilReport() : 0);
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "procmgr cannot go on with reports and control by UDP", e);
        }
    }

    private long millisUntilReport() {
        return Math.max(1, (nextReport - System.nanoTime()) / 1_000_000 + 1);
    }

    private void report() {
        for (UdpSocket socket : sockets) {
            if (socket.line().use() == Use.REPORT) {
                long now = supervisor.currentTimeMillis();
                for (byte[] report : ReportText.of(host + socket.host(), supervisor.statuses(), now)) {
                    send(socket, secret.isPresent() ? secret.get().seal(report, now) : report);
                }
            }
        }
    }

    private void send(UdpSocket socket, byte[] datagram) {
        try {
            if (socket.channel().send(ByteBuffer.wrap(datagram), socket.peer()) < datagram.length) {
                complain("a report to " + socket.line().spec() + " is lost: the system has no room for it");
            }
        } catch (IOException e) {
            complain("a report to " + socket.line().spec() + " is lost: " + e.getMessage());
        }
    }

    private void receive(SelectionKey key) {
        UdpSocket socket = (UdpSocket) key.attachment();
        try {
            buffer.clear();
            SocketAddress from = socket.channel().receive(buffer);
            while (from != null) {
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                take(datagram, from);
                buffer.clear();
                from = socket.channel().receive(buffer);
            }
        } catch (IOException e) {
            complain("cannot receive on " + socket.line().spec() + ": " + e.getMessage());
        }
    }

    private void take(byte[] datagram, SocketAddress from) {
        Optional<byte[]> message = secret.isPresent()
                ? secret.get().open(datagram, supervisor.currentTimeMillis())
                : Optional.of(datagram);
        if (message.isEmpty()) {
            complain("a datagram from " + shown(from) + " is dropped: it is not sealed with the shared secret, too old,"
                    + " or was seen before");
            return;
        }
        List<ControlMessage.Order> orders = ControlMessage.parse(new String(message.get(), StandardCharsets.UTF_8));
        if (orders.isEmpty()) {
            complain("a datagram from " + shown(from) + " is dropped: it is not enable or disable with names of jobs");
        }
        for (ControlMessage.Order order : orders) {
            carryOut(order, from);
        }
        nextReport = Math.min(nextReport, System.nanoTime() + SOON_NANOS);
    }

    private void carryOut(ControlMessage.Order order, SocketAddress from) {
        String what = (order.enable() ? "enable " : "disable ") + Problem.shown(order.job()) + " by a datagram from "
                + shown(from) + ": ";
        try {
            String result = supervisor.override(new JobName(order.job()), order.enable());
            LOG.log(Level.INFO, "procmgr " + what + result);
        } catch (RefusedException | IllegalArgumentException e) {
            complain(what + "refused: " + e.getMessage());
        }
    }

    /** At most once in ten seconds: whoever can send anything could else fill the log. */
    private void complain(String message) {
        long now = System.nanoTime();
        boolean due = now - nextComplaint >= 0;
        LOG.log(due ? Level.WARNING : Level.DEBUG, "procmgr " + message);
        nextComplaint = due ? now + PERIOD_NANOS : nextComplaint;
    }

    private static String shown(SocketAddress address) {
        String text = address.toString();
        return text.startsWith("/") ? text.substring(1) : text;
    }

    /** Ends the thread; the sockets stay open. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
