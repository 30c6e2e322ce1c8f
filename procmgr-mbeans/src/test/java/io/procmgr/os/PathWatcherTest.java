package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.FileWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PathWatcherTest extends FileWatcherContract {
    /** As long as that, more may come of a burst. */
    private static final Duration QUIET = Duration.ofMillis(150);

    @Override
    FileWatcher open(Runnable changed) throws IOException {
        return new PathWatcher(changed);
    }

    @Test
    void burstIsToldOnceOrTwice() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watcher().watch(List.of(file));
        long start = System.nanoTime();

        for (int i = 0; i < 50; i++) {
            Files.writeString(file, "x".repeat(i));
        }

        long quiets = Duration.ofNanos(System.nanoTime() - start).dividedBy(QUIET);
        await().atMost(SOON).until(() -> told() > 0);
        awaitQuiet(Duration.ofMillis(600));
        assertThat(told()).isLessThanOrEqualTo((int) quiets + 2);
    }

    @Test
    void slowLookFindsARenamedDirectory() throws IOException {
        AtomicInteger heard = new AtomicInteger();
        Path file = Files.writeString(
                Files.createDirectories(directory.resolve("a/b")).resolve("f"), "1");
        Files.writeString(Files.createDirectories(directory.resolve("new/b")).resolve("f"), "22");
        try (PathWatcher quick = new PathWatcher(heard::incrementAndGet, Duration.ofMillis(100))) {
            quick.watch(List.of(file));

            Files.move(directory.resolve("a"), directory.resolve("old"));
            Files.move(directory.resolve("new"), directory.resolve("a"));

            await().atMost(SOON).until(() -> heard.get() > 0);
            await().during(Duration.ofMillis(500)).until(() -> heard.get() <= 2);
        }
    }

    @Test
    void failingListenerIsCalledAgain() throws IOException {
        AtomicInteger heard = new AtomicInteger();
        Path file = Files.writeString(directory.resolve("f"), "1");
        try (PathWatcher failing = new PathWatcher(() -> {
            heard.incrementAndGet();
            throw new IllegalStateException("a listener that fails on purpose");
        })) {
            failing.watch(List.of(file));
            Files.writeString(file, "2");
            await().atMost(SOON).until(() -> heard.get() > 0);
            int before = heard.get();
            Files.writeString(file, "3");
            await().atMost(SOON).until(() -> heard.get() > before);
        }
    }

    @Test
    void trailNamesEveryDirectoryOnWhichThePathDepends() throws IOException {
        Path real = directory.toRealPath();
        Files.writeString(Files.createDirectories(real.resolve("v1/etc")).resolve("f"), "1");
        Files.createSymbolicLink(real.resolve("current"), Path.of("v1"));
        Files.createSymbolicLink(real.resolve("v1/etc/link"), Path.of("../../gone/x"));

        assertThat(PathTrail.of(List.of(real.resolve("current/etc/f"), real.resolve("current/etc/link"))))
                .isEqualTo(Map.of(real, Set.of("current", "gone"), real.resolve("v1/etc"), Set.of("f", "link")));
    }
}
