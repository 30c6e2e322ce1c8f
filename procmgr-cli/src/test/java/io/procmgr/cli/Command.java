package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The real command in a JVM of its own, on the class path of the tests. Standard output and standard error go to files in
 * the given directory, so that nothing has to read them in time.
 */
final class Command implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    private Command(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code procmgr} with these words, in this directory. */
    static Command start(Path directory, Object... words) throws IOException {
        return start(directory, builder(words));
    }

    /** Starts {@code procmgr run} with the door at a free port. */
    static Command startRun(Path directory, Path jobs, Path state, Object... more) throws IOException {
        return start(
                directory,
                Stream.concat(Stream.of("run", jobs, "--state", state, "--http", "127.0.0.1:0"), Stream.of(more))
                        .toArray());
    }

    /** Options of the JVM, all those words that begin with {@code -D}, go before the class. */
    static ProcessBuilder builder(Object... words) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 24) {
            // as the launcher does: JNA calls the system, and newer JVMs would warn of it
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        String engine = System.getProperty("procmgr.engine");
        if (engine != null) {
            command.add("-Dprocmgr.engine=" + engine);
        }
        List<String> all = Stream.of(words).map(Object::toString).toList();
        all.stream().filter(word -> word.startsWith("-D")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.procmgr.cli.Main"));
        all.stream().filter(word -> !word.startsWith("-D")).forEach(command::add);
        return new ProcessBuilder(command);
    }

    /** The signals are as a terminal has them, even if the build runs in the background, where INT is ignored. */
    static Command start(Path directory, ProcessBuilder builder) throws IOException {
        builder.command(
                Stream.concat(Stream.of("/usr/bin/env", "--default-signal=HUP,INT,TERM"), builder.command().stream())
                        .toList());
        Path out = Files.createTempFile(directory, "stdout", ".txt");
        Path err = Files.createTempFile(directory, "stderr", ".txt");
        Process process = builder.directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Command(process, out, err);
    }

    /** Runs it to its end. */
    static Command run(Path directory, Object... words) throws IOException {
        Command command = start(directory, words);
        command.exitStatus();
        return command;
    }

    long pid() {
        return process.pid();
    }

    /** Gives it so much time; says whether it has ended by itself. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** What Ctrl-C does; nothing, if it has ended. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Waits for the end. */
    int exitStatus() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("procmgr ends; stderr: %s", err())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Where its door is. */
    String url() {
        return out().lines().findFirst().orElseThrow().replaceFirst(".*, (http://\\S+)", "$1");
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    List<String> errLines() {
        return err().lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until standard error shows what is asked for. */
    Command awaitErr(String text) {
        await().alias("'" + text + "' on standard error")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .failFast("procmgr has ended", () -> !process.isAlive() && !err().contains(text))
                .until(() -> err().contains(text));
        return this;
    }

    /** Waits until the supervisor says that it runs. */
    Command awaitUp() {
        await().alias("procmgr runs")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .failFast("procmgr has ended", () -> !process.isAlive())
                .until(() -> out().contains(" runs: pid ") && out().endsWith("\n"));
        return this;
    }

    /** Sends a signal by its name; one that comes after the end is lost. */
    Command signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .start();
        if (kill.waitFor() != 0) {
            assertThat(process.waitFor(1, TimeUnit.SECONDS))
                    .as("procmgr has ended, or can be signalled")
                    .isTrue();
        }
        return this;
    }

    /** Living processes that this state directory's supervisor has started, whoever their parent is. */
    static List<Long> childrenOf(Path stateDirectory) {
        Predicate<ProcessHandle> marked = handle -> {
            try {
                return ("\0"
                                + Files.readString(
                                        Path.of("/proc/" + handle.pid() + "/environ"), StandardCharsets.ISO_8859_1))
                        .contains("\0PROCMGR_RUN=" + stateDirectory + "/");
            } catch (IOException e) {
                return false;
            }
        };
        return ProcessHandle.allProcesses()
                .filter(marked)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Ends it, in whatever state a test left it. */
    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
