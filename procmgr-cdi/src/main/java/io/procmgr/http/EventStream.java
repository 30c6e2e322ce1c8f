package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jolokia.server.core.http.BackChannel;

/**
 * An answer that does not end: server-sent events, written by a thread of the stream's own. A client that reads too slowly
 * loses events and is told how many; it holds up nobody.
 */
final class EventStream implements BackChannel {
    private static final int QUEUE = 256;
    private static final long HEARTBEAT_SECONDS = 10;
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpExchange exchange;
    private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicInteger dropped = new AtomicInteger();
    private volatile boolean closed;

    EventStream(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void open(Map<String, ?> parameters) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
    }

    /** How many events were dropped since this was last asked. */
    int takeDropped() {
        return dropped.getAndSet(0);
    }

    void offer(long id, String json) {
        byte[] event = ("id: " + id + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
        if (!events.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    /** Writes until the client goes away or the stream is closed. */
    void pump() {
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(HEARTBEAT);
            body.flush();
            while (!closed) {
                byte[] event = events.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                body.write(event == null ? HEARTBEAT : event);
                body.flush();
            }
        } catch (IOException e) {
            // the client went away: the normal end of a stream, and not an error of ours
            closed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        exchange.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public OutputStream getOutputStream() {
        throw new UnsupportedOperationException("events are written by the stream's own thread");
    }
}
