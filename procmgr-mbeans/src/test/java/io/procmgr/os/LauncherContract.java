package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.Launcher;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of a launcher have in common: one launcher, a directory that every user may enter, and an end. */
@ExtendWith(LeakCheck.class)
abstract class LauncherContract {
    @TempDir
    Path directory;

    private final List<RecordingListener> listeners = new ArrayList<>();
    private Engine engine;

    abstract Engine open() throws IOException;

    @BeforeEach
    void openLauncher() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        engine = open();
    }

    @AfterEach
    void closeLauncher() {
        for (RecordingListener listener : listeners) {
            listener.killSession();
        }
        engine.close();
    }

    Engine engine() {
        return engine;
    }

    Launcher launcher() {
        return engine.launcher();
    }

    RecordingListener launch(Request request) {
        return launch(request.build());
    }

    RecordingListener launch(LaunchRequest request) {
        RecordingListener listener = new RecordingListener();
        listeners.add(listener);
        engine.launcher().launch(request, listener);
        return listener;
    }

    Launch launch(Request request, RecordingListener listener) {
        listeners.add(listener);
        return engine.launcher().launch(request.build(), listener);
    }

    /** What a job wrote that ends by itself. */
    String outputOf(Request request) {
        RecordingListener listener = launch(request);
        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
        return read("out");
    }

    String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits until a job has written this line. */
    void awaitLine(String name, String line) {
        await("line " + line + " in " + name)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> read(name).lines().anyMatch(line::equals));
    }

    /** Waits until a job has written a line with a number of this name, as in {@code child 123}. */
    long awaitNumber(String name, String label) {
        await("number " + label + " in " + name)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> read(name).lines().anyMatch(line -> line.matches(label + " [0-9]+")));
        return read(name)
                .lines()
                .filter(line -> line.startsWith(label + " "))
                .map(line -> Long.parseLong(line.substring(label.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    static boolean alive(long pid) {
        return new ProcScan().process(pid).filter(ProcEntry::alive).isPresent();
    }

    static ProcEntry process(long pid) {
        return new ProcScan().process(pid).orElseThrow();
    }
}
