package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks over HTTP as monitoring tools do. */
final class SoakClient {
    private static final Pattern VALUE = Pattern.compile("\"value\":([0-9]+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    SoakClient(String url, String token) {
        this.url = url + "/jolokia/";
        this.token = token;
    }

    void readStatuses() throws IOException, InterruptedException {
        assertThat(get("read/procmgr:type=Supervisor/Statuses")).contains("\"state\"");
    }

    void readAll(String attribute) throws IOException, InterruptedException {
        assertThat(get("read/procmgr:type=Process,*/" + attribute)).contains("\"" + attribute + "\"");
    }

    /** An operation with its arguments, as JSON has them; may be refused, since the job is not defined, say. */
    void execute(String job, String operation, String... arguments) throws IOException, InterruptedException {
        post("type=Process,name=" + job, operation, arguments);
    }

    void startAll() throws IOException, InterruptedException {
        assertThat(post("type=Supervisor", "startAll", "\"*\"")).contains("\"status\":200");
    }

    private String post(String mbean, String operation, String... arguments) throws IOException, InterruptedException {
        String body = "{\"type\":\"exec\",\"mbean\":\"procmgr:" + mbean + "\",\"operation\":\"" + operation
                + "\",\"arguments\":[" + String.join(",", arguments) + "]}";
        return send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)));
    }

    /** What was left of the supervisor's heap by its last collection, in bytes; nothing is collected for this. */
    long heapAfterCollection() throws IOException, InterruptedException {
        return number("read/java.lang:type=MemoryPool,name=Tenured%20Gen/Usage/used")
                + number("read/java.lang:type=MemoryPool,name=Survivor%20Space/CollectionUsage/used");
    }

    private long number(String path) throws IOException, InterruptedException {
        String answer = get(path);
        Matcher value = VALUE.matcher(answer);
        assertThat(value.find()).as(answer).isTrue();
        return Long.parseLong(value.group(1));
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private String send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.header("Authorization", "Bearer " + token).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
