package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.LogTarget;
import io.procmgr.supervise.Launch;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Launches whose files cannot be opened now, nor be refused, as on a dead file server: here somebody has a lease of them. */
@ExtendWith(LeakCheck.class)
abstract class HeldUpFileContract {
    private static final Duration SLOW = Duration.ofMillis(200);

    @TempDir
    Path directory;

    private final List<RecordingListener> listeners = new ArrayList<>();
    private Engine engine;
    private FileLease lease;

    abstract Engine open(Tools tools, Duration slow) throws IOException;

    @BeforeEach
    void openEngine() throws IOException {
        engine = open(Tools.ofSystem(), SLOW);
    }

    @AfterEach
    void close() throws IOException {
        lease.close();
        listeners.forEach(RecordingListener::killSession);
        engine.close();
    }

    @Test
    void launchIsToldAsDelayedAndBeginsOnceItsLogCanBeOpened() throws IOException {
        RecordingListener listener = new RecordingListener();
        hold(log(0));
        launch(listener, loggingTo(log(0)));

        assertThat(listener.awaitTold("delayed: ")).startsWith("delayed: the launch has taken 0.2 s so far: ");
        assertThat(listener.told()).hasSize(1);

        lease.close();

        listener.awaitLaunched();
    }

    @Test
    void launchIsToldAsDelayedAndBeginsOnceItsInputCanBeOpened() throws IOException {
        RecordingListener listener = new RecordingListener();
        hold(log(0));
        launch(listener, new Request(directory, "sleep", "60").input(log(0)));

        listener.awaitTold("delayed: ");
        assertThat(listener.told()).hasSize(1);

        lease.close();

        listener.awaitLaunched();
    }

    @Test
    void daemonWhosePidFileCannotBeLookedAtIsToldAsDelayedAndCanBeTakenBack() throws IOException {
        RecordingListener listener = new RecordingListener();
        hold(directory.resolve("pid"));
        Launch launch = engine.launcher()
                .launch(
                        Request.sh(directory, "sleep 60")
                                .daemon(Duration.ofSeconds(60))
                                .build(),
                        listener);

        assertThat(listener.awaitTold("delayed: "))
                .isEqualTo(
                        "delayed: the launch has taken 0.2 s so far: the supervisor is still looking at the pid file "
                                + directory.resolve("pid"));
        assertThat(launch.withdraw()).isFalse();

        assertThat(listener.awaitFailed()).isEqualTo("cannot start it: ended before it was up");
    }

    @Test
    void heldUpLaunchesHoldUpNoOthers() throws IOException {
        Path[] logs = IntStream.range(0, 2).mapToObj(this::log).toArray(Path[]::new);
        List<RecordingListener> held = new ArrayList<>();
        hold(logs);
        for (Path log : logs) {
            RecordingListener listener = new RecordingListener();
            held.add(listener);
            launch(listener, loggingTo(log));
        }
        for (int number = 10; number < 20; number++) {
            RecordingListener other = new RecordingListener();
            launch(other, loggingTo(log(number)));
            other.awaitLaunched();
        }
        assertThat(held).noneMatch(listener -> listener.told().contains("launched"));

        lease.close();

        held.forEach(RecordingListener::awaitLaunched);
    }

    @Test
    void manyWhoseDirectoryIsStuckHoldUpNoneOfAnother() throws IOException {
        Path stuck = Files.createDirectory(directory.resolve("stuck"));
        Path[] logs = IntStream.range(0, 12)
                .mapToObj(number -> stuck.resolve("log" + number))
                .toArray(Path[]::new);
        hold(logs);
        List<RecordingListener> held = new ArrayList<>();
        for (Path log : logs) {
            RecordingListener listener = new RecordingListener();
            held.add(listener);
            launch(listener, loggingTo(log));
        }
        for (int number = 0; number < 10; number++) {
            RecordingListener other = new RecordingListener();
            launch(other, loggingTo(log(number)));
            other.awaitLaunched();
        }
        assertThat(held).noneMatch(listener -> listener.told().contains("launched"));

        lease.close();

        held.forEach(RecordingListener::awaitLaunched);
    }

    @Test
    void withdrawingADelayedLaunchEndsItThoughItsFileIsStillHeld() throws IOException {
        RecordingListener listener = new RecordingListener();
        hold(log(0));
        Launch launch = launch(listener, loggingTo(log(0)));
        listener.awaitTold("delayed: ");

        assertThat(launch.withdraw()).isFalse();

        assertThat(listener.awaitFailed()).startsWith("cannot run sleep: ");

        lease.close();
        RecordingListener next = new RecordingListener();
        launch(next, loggingTo(log(0)));
        next.awaitLaunched();
        assertThat(listener.told()).hasSize(2);
    }

    @Test
    void whatIsStillHeldUpWhenTheEngineIsClosedMakesNothingLater() throws IOException {
        RecordingListener listener = new RecordingListener();
        hold(log(0));
        launch(listener, loggingTo(log(0)));
        listener.awaitTold("delayed: ");

        engine.close();

        assertThat(listener.awaitFailed()).startsWith("cannot run sleep: ");

        lease.close();
        await("the spawner").until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("procmgr-spawner-")));
        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(listener.told()).hasSize(2);
    }

    private void hold(Path... files) throws IOException {
        lease = FileLease.of(files);
    }

    private Path log(int number) {
        return directory.resolve("log" + number);
    }

    private Request loggingTo(Path log) {
        return new Request(directory, "sleep", "60").out(new LogTarget.File(log));
    }

    private Launch launch(RecordingListener listener, Request request) {
        listeners.add(listener);
        return engine.launcher().launch(request.build(), listener);
    }
}
