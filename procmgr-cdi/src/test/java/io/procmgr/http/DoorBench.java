package io.procmgr.http;

import io.procmgr.jmx.JmxBench;
import io.procmgr.metrics.JobMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.jolokia.json.parser.ParseException;

/** A real supervisor behind a real door on a free port, and a client for each role. */
final class DoorBench implements AutoCloseable {
    static final String VIEWER = "viewer-0123456789012345678901234567890123456789";
    static final String OPERATOR = "operator-012345678901234567890123456789012345678";

    private static final AtomicInteger COUNT = new AtomicInteger();

    final String app = "door" + COUNT.incrementAndGet();
    final JmxBench jobs;
    final HttpDoor door;
    private final HttpClient client = HttpClient.newHttpClient();

    DoorBench(Path directory) throws IOException {
        this(directory, Set.of());
    }

    DoorBench(Path directory, Set<PublicPart> open) throws IOException {
        jobs = new JmxBench(directory, ManagementFactory.getPlatformMBeanServer(), Optional.of(app));
        door = HttpDoor.builder(Logins.of(new Tokens(VIEWER, OPERATOR)), jobs.callers())
                .settings(DoorSettings.LOCAL.withOpen(open))
                .port(0)
                .health(jobs.supervisor())
                .console()
                .metrics(new JobMetrics(jobs.supervisor(), jobs.resources(), "1.2.3"))
                .start();
    }

    String process(String job) {
        return jobs.process(job).toString();
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> getBasic(String path, String user, String token) throws IOException, InterruptedException {
        String encoded = Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Basic " + encoded));
    }

    HttpResponse<String> getWithout(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> post(String json, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri("/jolokia"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> sendBytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    URI uri(String path) {
        return URI.create(door.url() + path);
    }

    /** Sends these lines as they are, and tells the first line of the answer. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(door.url().getHost(), door.url().getPort())) {
            socket.setSoTimeout(10_000);
            String text = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            StringBuilder line = new StringBuilder();
            int c = socket.getInputStream().read();
            while (c >= 0 && c != '\r') {
                line.append((char) c);
                c = socket.getInputStream().read();
            }
            return line.toString();
        }
    }

    static JSONObject json(HttpResponse<String> answer) throws IOException {
        try {
            return new JSONParser().parse(answer.body(), JSONObject.class);
        } catch (ParseException e) {
            throw new IOException(answer.body(), e);
        }
    }

    static Object value(HttpResponse<String> answer) throws IOException {
        return json(answer).get("value");
    }

    @Override
    public void close() {
        door.close();
        jobs.close();
    }
}
