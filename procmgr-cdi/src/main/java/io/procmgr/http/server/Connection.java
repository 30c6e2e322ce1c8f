package io.procmgr.http.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A connection, served by a thread of its own until either end closes it or a time runs out. */
final class Connection implements Runnable, Visitor {
    private static final Logger LOGGER = System.getLogger("procmgr");
    private static final int BUFFER = 8 << 10;
    private static final int LINGER_MILLIS = 1_000;

    private final Socket plain;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final WebServer server;

    /** When it is cut, by the clock of {@link System#nanoTime}; 0: it is not. */
    private volatile long deadline;

    private Optional<SSLSocket> secure = Optional.empty();
    private InputStream in;
    private OutputStream out;

    Connection(Socket plain, WebServer server) {
        this.plain = plain;
        this.remote = (InetSocketAddress) plain.getRemoteSocketAddress();
        this.local = (InetSocketAddress) plain.getLocalSocketAddress();
        this.server = server;
    }

    InetSocketAddress remote() {
        return remote;
    }

    InetSocketAddress local() {
        return local;
    }

    @Override
    public void run() {
        try {
            plain.setTcpNoDelay(true);
            open();
            boolean more = serve(server.limits().head());
            while (more) {
                more = serve(server.limits().idle());
            }
            if (secure.isPresent()) {
                within(server.limits().head());
                secure.get().close();
            }
        } catch (BadRequestException e) {
            refuse(e);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, () -> "procmgr HTTP " + remote + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cut();
            server.left(this);
        }
    }

    private void open() throws IOException {
        Socket socket = plain;
        if (server.secure().isPresent()) {
            within(server.limits().handshake());
            SSLSocket over = server.secure().get().over(plain);
            over.startHandshake();
            secure = Optional.of(over);
            socket = over;
            unlimited();
        }
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    /** Whether another request may come. */
    private boolean serve(Duration patience) throws IOException, InterruptedException {
        in.mark(1);
        plain.setSoTimeout((int) patience.toMillis());
        try {
            if (in.read() < 0) {
                return false;
            }
        } catch (SocketTimeoutException e) {
            return false;
        }
        in.reset();
        plain.setSoTimeout(0);
        within(server.limits().head());
        RequestHead head = RequestHead.read(in);
        unlimited();
        RequestBody body = new RequestBody(in, head.length(), new RequestBody.Start() {
            @Override
            public void begin() throws IOException {
                within(server.limits().body());
                if (head.awaitsContinue()) {
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            }

            @Override
            public void end() {
                unlimited();
            }
        });
        Exchange exchange = new Exchange(this, head, body);
        server.handler().handle(exchange, this);
        exchange.awaitAnswer();
        unlimited();
        if (!body.isRead()) {
            linger(body);
            return false;
        }
        return exchange.isComplete();
    }

    /** A body that is not read to its end cannot be told from what comes next. */
    boolean mustEnd(RequestBody body) {
        return !body.isRead();
    }

    /** Where an answer goes, with the time that it may take; of an endless one, that each piece of it may take. */
    OutputStream answerStream(boolean endless) {
        if (endless) {
            OutputStream timed =
                    new TimedOutput(out, () -> within(server.limits().answer()), this::unlimited);
            return new BufferedOutputStream(timed, BUFFER);
        }
        within(server.limits().answer());
        return new BufferedOutputStream(out, BUFFER);
    }

    private void refuse(BadRequestException e) {
        try {
            within(server.limits().head());
            out.write(("HTTP/1.1 " + e.status() + " " + Reason.of(e.status())
                            + "\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: "
                            + (e.getMessage().length() + 1) + "\r\n\r\n" + e.getMessage() + "\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            linger(in);
        } catch (IOException gone) {
            LOGGER.log(Level.DEBUG, () -> "procmgr HTTP " + remote + ": " + gone);
        }
    }

    /** To close while something comes in would take the answer away from the client (RFC 9112, 9.6). */
    private void linger(InputStream unread) throws IOException {
        if (secure.isEmpty()) {
            plain.shutdownOutput();
        }
        plain.setSoTimeout(LINGER_MILLIS);
        within(server.limits().head());
        byte[] buffer = new byte[BUFFER];
        int left = Limits.UNREAD_BYTES;
        int read = unread.read(buffer);
        while (read >= 0 && left > 0) {
            left -= read;
            read = unread.read(buffer);
        }
    }

    private void within(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos() | 1;
    }

    private void unlimited() {
        deadline = 0;
    }

    /** Cuts it if its time has run out. */
    void check(long now) {
        long until = deadline;
        if (until != 0 && until - now < 0) {
            LOGGER.log(Level.DEBUG, () -> "procmgr HTTP " + remote + ": cut, it took too long");
            cut();
        }
    }

    /** Ends it at once, whatever it does. Not by TLS, whose close waits for a write that does not come to an end. */
    void cut() {
        try {
            plain.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, () -> "procmgr HTTP " + remote + ": " + e);
        }
    }

    @Override
    public Optional<X509Certificate> certificate() {
        try {
            return secure.isPresent()
                    ? Optional.of((X509Certificate) secure.get().getSession().getPeerCertificates()[0])
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            // that is how the JDK says that none was shown
            return Optional.empty();
        }
    }

    @Override
    public void is(Rank rank) {
        server.places().enter(this, rank);
    }
}
