package io.procmgr.http;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.management.AttributeNotFoundException;
import javax.management.Notification;
import org.jolokia.core.service.serializer.SerializeOptions;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.http.BackChannel;
import org.jolokia.server.core.service.api.AbstractJolokiaService;
import org.jolokia.server.core.service.notification.BackendCallback;
import org.jolokia.server.core.service.notification.Client;
import org.jolokia.server.core.service.notification.NotificationBackend;
import org.jolokia.server.core.service.notification.NotificationResult;
import org.jolokia.server.core.service.notification.NotificationSubscription;
import org.jolokia.server.core.service.serializer.Serializer;

/**
 * Jolokia's notification backend {@code sse}, in place of its own, whose threads outlive the server and which never forgets
 * a client: streams are few, their threads end with the door, and clients without a stream are forgotten.
 */
final class EventStreams extends AbstractJolokiaService<NotificationBackend> implements NotificationBackend {
    private static final String TYPE = "sse";
    private static final int MOST_CLIENTS = 16;

    /** The others are for operators. */
    private static final int MOST_VIEWERS = 12;

    /** Of one client; one may listen to a pattern of MBeans. */
    private static final int MOST_LISTENERS = 100;

    private static final long FORGOTTEN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ExecutorService threads = Executors.newCachedThreadPool(new DoorThreads("procmgr-http-events"));
    private final Map<String, Session> sessions = new HashMap<>();

    EventStreams() {
        super(NotificationBackend.class, 100);
    }

    /** What is known of a client that registered: its stream, or since when it has none. */
    private static final class Session {
        private final Role role;
        private EventStream stream;
        private long idleSinceNanos = System.nanoTime();

        private Session(Role role) {
            this.role = role;
        }

        private boolean isForgettable(long now) {
            return (stream == null || stream.isClosed()) && now - idleSinceNanos > FORGOTTEN_AFTER_NANOS;
        }
    }

    /** The clients to be forgotten, which are no longer counted. */
    synchronized List<String> takeForgettable() {
        long now = System.nanoTime();
        List<String> clients = new ArrayList<>();
        sessions.forEach((client, session) -> {
            if (session.isForgettable(now)) {
                clients.add(client);
            }
        });
        clients.forEach(sessions::remove);
        return clients;
    }

    /** Whether nobody of that role can register any more. */
    synchronized boolean isFull(Role role) {
        return sessions.size() >= MOST_CLIENTS
                || role == Role.VIEWER
                        && sessions.values().stream()
                                        .filter(session -> session.role == Role.VIEWER)
                                        .count()
                                >= MOST_VIEWERS;
    }

    synchronized void registered(String client, Role role) {
        sessions.put(client, new Session(role));
    }

    @Override
    public String getNotifType() {
        return TYPE;
    }

    @Override
    public BackendCallback subscribe(NotificationSubscription subscription) {
        if (subscription.getClient().getHandles().size() >= MOST_LISTENERS) {
            throw new IllegalStateException("cannot listen: a client has at most " + MOST_LISTENERS
                    + " listeners; one may listen to a pattern such as procmgr:type=Process,*");
        }
        return (notification, handback) -> {
            if (subscription.getClient().getBackChannel(TYPE) instanceof EventStream stream && !stream.isClosed()) {
                stream.offer(notification.getSequenceNumber(), json(subscription, notification, handback, stream));
            }
        };
    }

    @Override
    public synchronized void channelInit(Client client, BackChannel channel) {
        EventStream stream = (EventStream) channel;
        Session session = sessions.computeIfAbsent(client.getId(), id -> new Session(Role.VIEWER));
        if (session.stream != null) {
            session.stream.close();
        }
        session.stream = stream;
        threads.execute(() -> {
            stream.pump();
            idle(session);
        });
    }

    @Override
    public void unsubscribe(String client, String handle) {
        // nothing is stored for a subscription
    }

    @Override
    public void unregister(Client client) {
        Session session;
        synchronized (this) {
            session = sessions.remove(client.getId());
        }
        if (session != null && session.stream != null) {
            session.stream.close();
        }
    }

    @Override
    public Map<String, ?> getConfig() {
        return Map.of(BackChannel.CONTENT_TYPE, "text/event-stream", BackChannel.ENCODING, "UTF-8");
    }

    /** Ends all streams and their threads. */
    @Override
    public void destroy() throws Exception {
        synchronized (this) {
            sessions.values().stream()
                    .filter(session -> session.stream != null)
                    .forEach(session -> session.stream.close());
            sessions.clear();
        }
        DoorThreads.end(threads);
        super.destroy();
    }

    private synchronized void idle(Session session) {
        session.idleSinceNanos = System.nanoTime();
    }

    private String json(
            NotificationSubscription subscription, Notification notification, Object handback, EventStream stream) {
        NotificationResult result =
                new NotificationResult(subscription.getHandle(), List.of(notification), handback, stream.takeDropped());
        try {
            StringWriter text = new StringWriter();
            Serializer serializer = getJolokiaContext().getMandatoryService(Serializer.class);
            ((JSONStructure) serializer.serialize(result, null, SerializeOptions.DEFAULT)).writeJSONString(text);
            return text.toString();
        } catch (AttributeNotFoundException e) {
            throw new IllegalStateException("cannot serialize a notification", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into memory", e);
        }
    }
}
