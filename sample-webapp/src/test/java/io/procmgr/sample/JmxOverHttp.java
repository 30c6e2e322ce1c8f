package io.procmgr.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A monitoring tool at the door of one application. */
final class JmxOverHttp {
    private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI door;
    private final Path stateDirectory;

    /** @param stateDirectory where the application keeps the URL and the token of its door */
    JmxOverHttp(Path stateDirectory) throws IOException {
        String endpoint = Files.readString(stateDirectory.resolve("endpoint.json"));
        Matcher url = URL.matcher(endpoint);
        if (!url.find()) {
            throw new IOException("no url in " + endpoint);
        }
        door = URI.create(url.group(1).replace("\\/", "/"));
        this.stateDirectory = stateDirectory;
    }

    /** The answer of Jolokia, as it is. */
    String read(String mbean, String attribute) throws IOException, InterruptedException {
        return send("viewer", HttpRequest.newBuilder(URI.create(door + "/jolokia/read/" + mbean + "/" + attribute)));
    }

    /** Calls an operation that has no parameters. */
    String exec(String mbean, String operation) throws IOException, InterruptedException {
        String request = "{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\"" + operation + "\"}";
        return send(
                "operator",
                HttpRequest.newBuilder(URI.create(door + "/jolokia"))
                        .POST(HttpRequest.BodyPublishers.ofString(request)));
    }

    private String send(String role, HttpRequest.Builder request) throws IOException, InterruptedException {
        String token = Files.readString(stateDirectory.resolve(role + ".token")).strip();
        return http.send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString())
                .body();
    }

    boolean answers() throws InterruptedException {
        try {
            http.send(HttpRequest.newBuilder(door).build(), BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
