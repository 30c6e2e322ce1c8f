package io.procmgr.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** An application server in a process of its own, and what it wrote. Gone after {@link #close}, whatever happened. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a JVM.
     *
     * @param directory its working directory; its output goes to {@code server.log} there
     * @param arguments behind {@code java}
     */
    static ServerProcess java(Path directory, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(arguments);
        Path output = directory.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        return new ServerProcess(builder.start(), output);
    }

    /** A port that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    /** Sends a line to its standard input. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** All that it wrote so far. */
    String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits for a fact, and tells the server's last words if it does not come true. */
    void await(String what, BooleanSupplier fact) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || fact.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what + "; " + lastWords(), e);
        }
        if (!process.isAlive() && !fact.getAsBoolean()) {
            throw new AssertionError("the server has ended, before: " + what + "; " + lastWords());
        }
    }

    private String lastWords() {
        String all = output();
        return "its log is " + output + ":\n" + all.substring(Math.max(0, all.length() - 8_000));
    }

    /** Has it end orderly. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end; " + lastWords());
        }
    }

    /** {@code kill -9}: it does not get to do anything any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
