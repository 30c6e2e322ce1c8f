package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.Launch;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Launches whose wrappers hang, as on a dead file server: here a {@code taskset} of our own that waits for a file. */
@ExtendWith(LeakCheck.class)
abstract class HeldUpLaunchContract {
    private static final Duration SLOW = Duration.ofMillis(200);

    @TempDir
    Path directory;

    private final List<RecordingListener> listeners = new ArrayList<>();
    private Engine engine;
    private Launcher launcher;

    abstract Engine open(Tools tools, Duration slow) throws IOException;

    @BeforeEach
    void makeTaskset() throws IOException {
        Path taskset = directory.resolve("taskset");
        Files.writeString(
                taskset,
                "#!/bin/sh\nshift 2\nwhile ! [ -e " + directory
                        + "/go ]; do sleep 0.02 2>/dev/null; done\nexec \"$@\"\n");
        Files.setPosixFilePermissions(taskset, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tools tools = new Tools(List.of(directory, Path.of("/usr/bin"), Path.of("/bin")));
        engine = open(tools, SLOW);
        launcher = engine.launcher();
    }

    @AfterEach
    void close() {
        listeners.forEach(RecordingListener::killSession);
        engine.close();
    }

    @Test
    void heldUpLaunchIsToldAsDelayedAndStillBegins() throws IOException {
        RecordingListener listener = new RecordingListener();
        launch(listener, held());

        assertThat(listener.awaitTold("delayed: "))
                .matches("delayed: the launch has taken 0.2 s so far: pid [0-9]+ is still in taskset");
        Files.createFile(directory.resolve("go"));

        listener.awaitLaunched();
    }

    @Test
    void heldUpLaunchesHoldUpNoOthers() {
        List<RecordingListener> held = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            RecordingListener listener = new RecordingListener();
            held.add(listener);
            launch(listener, held());
        }
        RecordingListener other = new RecordingListener();

        launch(other, new Request(directory, "sleep", "60"));

        other.awaitLaunched();
        held.forEach(listener -> listener.awaitTold("delayed: "));
    }

    @Test
    void spawnersThatComeBackAreNotTooMany() throws IOException {
        List<RecordingListener> held = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            RecordingListener listener = new RecordingListener();
            held.add(listener);
            launch(listener, held());
        }
        await().until(() -> spawners() == 8);
        Files.createFile(directory.resolve("go"));

        held.forEach(RecordingListener::awaitLaunched);

        await().until(() -> spawners() == 2);
    }

    @Test
    void withdrawingADelayedLaunchEndsIt() {
        RecordingListener listener = new RecordingListener();
        Launch launch = launch(listener, held());
        listener.awaitTold("delayed: ");

        assertThat(launch.withdraw()).isFalse();

        assertThat(listener.awaitFailed()).isEqualTo("cannot run sleep: signal 9 before it began");
    }

    @Test
    void closingEndsWhatHasNotBegunAndRefusesTheRest() {
        // more than there can be spawners
        List<RecordingListener> held = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            RecordingListener listener = new RecordingListener();
            held.add(listener);
            launch(listener, held());
        }
        await().until(() -> ProcessHandle.current().descendants().count() >= 2);

        engine.close();

        assertThat(held.stream().map(RecordingListener::awaitFailed))
                .contains("cannot run sleep: signal 9 before it began", "cannot launch: the supervisor is closing");
        RecordingListener late = new RecordingListener();
        launch(late, new Request(directory, "sleep", "60"));
        assertThat(late.told()).containsExactly("failed: cannot launch: the supervisor is closing");
    }

    @Test
    void processesOutliveTheLauncher() {
        RecordingListener listener = new RecordingListener();
        launch(listener, new Request(directory, "sleep", "60"));
        long pid = listener.awaitLaunched().pid();
        listeners.clear();

        engine.close();

        ProcessHandle left = ProcessHandle.of(pid).orElseThrow();
        assertThat(left.isAlive()).isTrue();
        left.destroyForcibly();
        assertThat(listener.told()).containsExactly("launched");
    }

    private Request held() {
        return new Request(directory, "sleep", "60").cpus(0);
    }

    private Launch launch(RecordingListener listener, Request request) {
        listeners.add(listener);
        return launcher.launch(request.build(), listener);
    }

    private static long spawners() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("procmgr-spawner-"))
                .count();
    }
}
