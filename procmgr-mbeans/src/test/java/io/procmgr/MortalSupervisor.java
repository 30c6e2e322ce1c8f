package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A supervisor in a JVM of its own that is killed and started again. After the test a last one stops what is left in good
 * order, which it can only do with what it has taken over.
 */
final class MortalSupervisor implements AfterEachCallback {
    private Path home;
    private Process jvm;

    /** The file that defines its jobs. */
    static Path file(Path directory) {
        return directory.resolve("jobs.properties");
    }

    /** Starts it in that directory, and waits until it has taken over and launched. */
    void start(Path directory) {
        begin(directory);
        awaitStarted();
    }

    /** Starts it; it may die at any moment. */
    void begin(Path directory, String... more) {
        home = directory;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-D" + "procmgr.engine=" + System.getProperty("procmgr.engine", "native"),
                "-cp",
                System.getProperty("java.class.path"),
                SupervisorMain.class.getName(),
                file(home).toString(),
                home.resolve("state").toString()));
        if (Runtime.version().feature() >= 24) {
            command.add(1, "--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(more));
        try {
            jvm = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(new File(home + "/supervisor.log")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitStarted() {
        assertThat(firstLine())
                .as("what a supervisor says once it runs; its log:%n%s", log())
                .endsWith(" jobs");
    }

    /** Waits until it dies at its point; kills it once it runs, for then there was nothing more to come to that point. */
    void awaitDeathAtPoint() {
        if (!firstLine().isEmpty()) {
            jvm.destroyForcibly();
        }
        awaitDeath();
    }

    /** What it says first; empty if it dies before. */
    private String firstLine() {
        try {
            StringBuilder line = new StringBuilder();
            int read = jvm.getInputStream().read();
            while (read >= 0 && read != '\n') {
                line.append((char) read);
                read = jvm.getInputStream().read();
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        return RunningSupervisor.text(home.resolve("supervisor.log"));
    }

    /** As by {@code kill -9}. */
    void kill() {
        jvm.destroyForcibly();
        awaitDeath();
    }

    private void awaitDeath() {
        try {
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).as("died").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it in good order. */
    void end() {
        try {
            jvm.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitDeath();
    }

    boolean isAlive() {
        return jvm != null && jvm.isAlive();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (jvm == null) {
            return;
        }
        if (jvm.isAlive()) {
            kill();
        }
        // nothing is defined any more: whatever lives is ended, by whoever knows of it
        RunningSupervisor.write(file(home), "# no jobs\n");
        MarkedProcesses left = new MarkedProcesses(home.resolve("state"));
        try (ProcMgr last = ProcMgr.start(Settings.of(List.of(file(home)), home.resolve("state"))
                .withApp(home.getFileName().toString()))) {
            RunningSupervisor.until(
                    () -> left.byJob().isEmpty() && last.supervisor().statuses().isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
