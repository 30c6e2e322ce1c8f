package io.procmgr.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** Requests of Jolokia's protocol, and what comes back. */
final class Jolokia {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final Target target;
    private final HttpPost door;

    Jolokia(Target target) {
        this.target = target;
        this.door = new HttpPost(target.url(), target.certificates());
    }

    /**
     * What one request of several came to.
     *
     * @param value null in JSON is null here; unused if it was refused
     * @param refusal why it was refused; empty if it was not
     * @param absent whether it was because there is no such MBean
     */
    record Answer(Object value, String refusal, boolean absent) {}

    /** Reads attributes of an MBean, or of all that match a pattern; one attribute alone comes without its name. */
    static JSONObject read(String mbean, String... attributes) {
        JSONObject request = request("read", mbean);
        if (attributes.length == 1) {
            request.put("attribute", attributes[0]);
        } else {
            JSONArray names = new JSONArray();
            names.addAll(List.of(attributes));
            request.put("attribute", names);
        }
        return request;
    }

    static JSONObject exec(String mbean, String operation, Object... arguments) {
        JSONObject request = request("exec", mbean);
        request.put("operation", operation);
        JSONArray all = new JSONArray();
        all.addAll(List.of(arguments));
        request.put("arguments", all);
        return request;
    }

    private static JSONObject request(String type, String mbean) {
        JSONObject request = new JSONObject();
        request.put("type", type);
        request.put("mbean", mbean);
        return request;
    }

    /**
     * Sends one request.
     *
     * @throws RequestRefusedException if it is refused
     */
    Object send(JSONObject request) throws UnreachableException {
        Answer answer = answer(post(JsonText.of(request), JSONObject.class));
        if (!answer.refusal().isEmpty()) {
            throw new RequestRefusedException(answer.refusal(), answer.absent());
        }
        return answer.value();
    }

    /** Sends several at once; they are carried out in their order. */
    List<Answer> sendAll(List<JSONObject> requests) throws UnreachableException {
        if (requests.isEmpty()) {
            return List.of();
        }
        JSONArray array = new JSONArray();
        array.addAll(requests);
        List<Answer> answers = new ArrayList<>(requests.size());
        for (Object answer : post(JsonText.of(array), JSONArray.class)) {
            answers.add(answer((JSONObject) answer));
        }
        return answers;
    }

    private <T> T post(String body, Class<T> type) throws UnreachableException {
        HttpReply reply;
        try {
            reply = door.send("/jolokia", target.token(), body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UnreachableException("cannot talk to procmgr at " + target + ": " + e.getMessage(), e);
        }
        if (reply.status() == UNAUTHORIZED) {
            throw new UnreachableException("cannot talk to procmgr at " + target + ": it does not take the token");
        }
        try {
            if (reply.status() != OK) {
                String why = answer(new JSONParser().parse(reply.body(), JSONObject.class))
                        .refusal();
                throw new RequestRefusedException(why);
            }
            return new JSONParser().parse(reply.body(), type);
        } catch (ParseException | IOException | ClassCastException e) {
            throw new UnreachableException(
                    "cannot talk to procmgr at " + target + ": its answer is not that of Jolokia (status="
                            + reply.status() + ")",
                    e);
        }
    }

    private static Answer answer(JSONObject json) {
        return json.get("status") instanceof Number status && status.intValue() == OK
                ? new Answer(json.get("value"), "", false)
                : new Answer(
                        null,
                        message(String.valueOf(json.get("error"))),
                        String.valueOf(json.get("error_type")).endsWith("InstanceNotFoundException"));
    }

    /** Without the name of the exception, which Jolokia puts before it. */
    private static String message(String error) {
        int colon = error.indexOf(" : ");
        boolean named = colon > 0 && error.lastIndexOf(' ', colon - 1) < 0 && error.lastIndexOf('.', colon) > 0;
        return named ? error.substring(colon + 3) : error;
    }
}
