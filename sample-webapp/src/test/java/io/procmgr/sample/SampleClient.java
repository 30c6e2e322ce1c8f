package io.procmgr.sample;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser before the page of the sample. */
final class SampleClient {
    private static final Pattern ROW = Pattern.compile("<tr><td>([^<]*)<td>([^<]*)<td>([^<]*)<td>");
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final URI page;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    SampleClient(URI application) {
        page = URI.create(application + "/");
    }

    record Process(String state, String pid) {}

    /** Empty while the page does not answer. */
    Map<String, Process> processes() {
        Map<String, Process> all = new TreeMap<>();
        Matcher row = ROW.matcher(text());
        while (row.find()) {
            all.put(row.group(1), new Process(row.group(2), row.group(3)));
        }
        return all;
    }

    /** The whole page; empty while it does not answer. */
    String text() {
        try {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Presses the button; returns the status. */
    int restart(String name) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(text());
        return restart(name, token.find() ? token.group(1) : "");
    }

    int restart(String name, String token) throws IOException, InterruptedException {
        String form = "token=" + encoded(token) + "&name=" + encoded(name);
        HttpRequest request = HttpRequest.newBuilder(page.resolve("restart"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
