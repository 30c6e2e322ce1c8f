package io.procmgr.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code examples/monitoring}, and what the tools that read them need. */
final class MonitoringExamples {
    static final Path DIRECTORY = Path.of("src/main/dist/examples/monitoring").toAbsolutePath();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private MonitoringExamples() {}

    static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    static String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** What the group of the pattern matches, everywhere in an example. */
    static List<String> all(String name, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(text(name))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    /** A program of a Debian package: skips the test where it is not, but in CI, which has it. */
    static void require(String program, String debianPackage) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI has " + debianPackage);
        }
        assumeTrue(there, "needs " + debianPackage);
    }

    /** The output of a program that ends by itself within half a minute. */
    static Output run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Output(process.waitFor(), Files.readString(out));
    }

    /** How a program ended and what it wrote. */
    record Output(int status, String text) {}

    static String get(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** One of these. */
    static int freePort(int first, int last) throws IOException {
        for (int port = first + ThreadLocalRandom.current().nextInt((last - first) / 2); port <= last; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // somebody else's: the next one
                continue;
            }
        }
        throw new IOException("no port of " + first + " to " + last + " is free");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
