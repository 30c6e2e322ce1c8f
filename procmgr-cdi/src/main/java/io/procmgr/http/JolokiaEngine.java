package io.procmgr.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jolokia.json.JSONObject;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.BackChannelHolder;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.BaseRequestHandler;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaNotificationRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.request.JolokiaRequestFactory;
import org.jolokia.server.core.request.ProcessingParameters;
import org.jolokia.server.core.request.notification.NotificationCommandType;
import org.jolokia.server.core.request.notification.UnregisterCommand;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaContext;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.util.jmx.DefaultMBeanServerAccess;
import org.jolokia.server.core.util.jmx.MBeanServerAccess;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.jmx.handler.list.JDKManagementCacheKeyProvider;

/**
 * Jolokia without its server: parses requests and executes those that it is given. Its services are named here one by one,
 * so that what else may lie on the class path opens no second way in.
 */
final class JolokiaEngine implements AutoCloseable {
    private final EventStreams streams = new EventStreams();
    private final JolokiaServiceManager services;
    private final JolokiaContext context;
    private final Dispatcher dispatcher;

    /** @param agentId unique among the Jolokia agents of this JVM */
    JolokiaEngine(String agentId) {
        services = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                new StaticConfiguration(Map.of(
                        ConfigKey.AGENT_ID.getKeyValue(), agentId,
                        ConfigKey.AGENT_CONTEXT.getKeyValue(), "/jolokia",
                        ConfigKey.DISABLE_DETECTORS.getKeyValue(), "true",
                        ConfigKey.ALLOW_ERROR_DETAILS.getKeyValue(), "false")),
                new JolokiaLog(),
                new DomainRestrictor());
        services.addService(new LocalRequestHandler(1000));
        services.addService(new PlainValues());
        services.addService(new JDKManagementCacheKeyProvider(100));
        services.addService(new MBeanTypeKey());
        services.addService(streams);
        context = services.start();
        dispatcher = new Dispatcher(context);
    }

    /** The protected parts of Jolokia's own handlers. */
    private static final class Dispatcher extends BaseRequestHandler {
        private Dispatcher(JolokiaContext context) {
            super(context);
        }

        private JSONObject execute(JolokiaRequest request) throws BadRequestException, EmptyResponseException {
            return executeRequest(request);
        }
    }

    MBeanServerAccess mbeans() {
        return context.getMBeanServerAccess();
    }

    JolokiaRequest parsePath(String path, Map<String, String[]> parameters) throws HttpRefusal {
        return parse(() -> JolokiaRequestFactory.createGetRequest(path, parameters(parameters)));
    }

    JolokiaRequest parseJson(JSONObject json, Map<String, String[]> parameters) throws HttpRefusal {
        return parse(() -> JolokiaRequestFactory.createPostRequest(json, parameters(parameters)));
    }

    /** Executes a request; an error is an answer, too. */
    JSONObject execute(JolokiaRequest request, Role role) throws HttpRefusal {
        try {
            return request instanceof JolokiaNotificationRequest notification
                    ? executeNotification(notification, role)
                    : dispatcher.execute(request);
        } catch (BadRequestException e) {
            throw malformed(e);
        } catch (EmptyResponseException e) {
            throw new IllegalStateException("a stream was opened without a channel", e);
        }
    }

    /**
     * Executes a request to open an event stream on this exchange.
     *
     * @return empty if the exchange now is the stream, else the error
     */
    Optional<JSONObject> openStream(JolokiaNotificationRequest request, HttpExchange exchange) throws HttpRefusal {
        BackChannelHolder.set(new EventStream(exchange));
        try {
            synchronized (streams) {
                return Optional.of(dispatcher.execute(request));
            }
        } catch (BadRequestException e) {
            throw malformed(e);
        } catch (EmptyResponseException e) {
            return Optional.empty();
        } finally {
            BackChannelHolder.remove();
        }
    }

    /** One at a time: Jolokia keeps its clients in plain maps. */
    private JSONObject executeNotification(JolokiaNotificationRequest request, Role role)
            throws BadRequestException, EmptyResponseException, HttpRefusal {
        synchronized (streams) {
            if (request.getCommand() instanceof UnregisterCommand gone) {
                removeListeners(gone.getClient());
            }
            if (request.getCommand().getType() != NotificationCommandType.REGISTER) {
                return dispatcher.execute(request);
            }
            for (String client : streams.takeForgettable()) {
                forget(client);
            }
            if (streams.isFull(role)) {
                throw new HttpRefusal(HttpRefusal.UNAVAILABLE, "cannot register: too many notification clients");
            }
            JSONObject answer = dispatcher.execute(request);
            streams.registered((String) ((Map<?, ?>) answer.get("value")).get("id"), role);
            return answer;
        }
    }

    private void forget(String client) throws BadRequestException, EmptyResponseException, HttpRefusal {
        removeListeners(client);
        dispatcher.execute(notification("unregister", client, ""));
    }

    /** Handle by handle: Jolokia's own unregister fails on a client with more than one. */
    private void removeListeners(String client) throws BadRequestException, EmptyResponseException, HttpRefusal {
        if (dispatcher.execute(notification("list", client, "")).get("value") instanceof Map<?, ?> handles) {
            for (Object handle : Set.copyOf(handles.keySet())) {
                dispatcher.execute(notification("remove", client, (String) handle));
            }
        }
    }

    private JolokiaRequest notification(String command, String client, String handle) throws HttpRefusal {
        JSONObject json = new JSONObject();
        json.put("type", "notification");
        json.put("command", command);
        json.put("client", client);
        json.put("handle", handle);
        return parseJson(json, Map.of());
    }

    /** Ends all streams and unregisters what Jolokia registered, also where its own stop does not. */
    @Override
    public void close() {
        services.stop();
        if (context.getMBeanServerAccess() instanceof DefaultMBeanServerAccess access) {
            access.unregisterFromMBeanNotifications();
        }
    }

    private ProcessingParameters parameters(Map<String, String[]> parameters) throws BadRequestException {
        return dispatcher.getProcessingParameter(parameters);
    }

    private interface Parser {
        JolokiaRequest parse() throws BadRequestException;
    }

    private static JolokiaRequest parse(Parser parser) throws HttpRefusal {
        try {
            return parser.parse();
        } catch (BadRequestException | RuntimeException e) {
            throw malformed(e);
        }
    }

    private static HttpRefusal malformed(Exception e) {
        return new HttpRefusal(HttpRefusal.BAD_REQUEST, "cannot understand the request: " + e.getMessage());
    }
}
