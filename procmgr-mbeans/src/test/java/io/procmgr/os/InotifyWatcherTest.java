package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.os.linux.ErrnoException;
import io.procmgr.supervise.FileWatcher;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InotifyWatcherTest extends FileWatcherContract {
    private final EpollPause pause = pause();
    private final EventLoop loop = new EventLoop(pause);

    @Override
    FileWatcher open(Runnable changed) throws IOException {
        return new InotifyWatcher(loop, pause, changed, InotifyWatcher.RESCAN);
    }

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void fileThatIsBeingWrittenIsToldOnceItIsClosed() throws IOException {
        Path file = directory.resolve("f");
        watcher().watch(List.of(file));

        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(1);
            await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> told() == 0);
        }

        await().atMost(SOON).until(() -> told() == 1);
    }

    @Test
    void burstIsToldAtOnceAndThenEveryFiftyMilliseconds() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watcher().watch(List.of(file));
        long start = System.nanoTime();

        expectTold(() -> {
            for (int i = 0; i < 200; i++) {
                Files.writeString(file, "x".repeat(i));
            }
        });

        awaitQuiet(Duration.ofMillis(200));
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(told()).isLessThanOrEqualTo((int) (millis / 50) + 1);
    }

    @Test
    void hardLinkIsTold() throws IOException {
        Path file = directory.resolve("f");
        Path other = Files.writeString(directory.resolve("other"), "1");
        watcher().watch(List.of(file));

        expectTold(() -> Files.createLink(file, other));
    }

    @Test
    void slowLookFindsARenamedDirectory() throws IOException {
        AtomicInteger heard = new AtomicInteger();
        Path file = Files.writeString(
                Files.createDirectories(directory.resolve("a/b")).resolve("f"), "1");
        Files.writeString(Files.createDirectories(directory.resolve("new/b")).resolve("f"), "22");
        try (FileWatcher quick = new InotifyWatcher(loop, pause, heard::incrementAndGet, Duration.ofMillis(100))) {
            quick.watch(List.of(file));

            Files.move(directory.resolve("a"), directory.resolve("old"));
            Files.move(directory.resolve("new"), directory.resolve("a"));

            await().atMost(SOON).until(() -> heard.get() > 0);
            assertThat(heard.get()).isLessThanOrEqualTo(2);
        }
    }

    private static EpollPause pause() {
        try {
            return new EpollPause();
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }
}
