package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.FileWatcher;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which people and programs replace a file is noticed. */
@ExtendWith(LeakCheck.class)
abstract class FileWatcherContract {
    /** Well below the slow look at the files, which would find everything. */
    static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final AtomicInteger told = new AtomicInteger();
    private FileWatcher watcher;

    abstract FileWatcher open(Runnable changed) throws IOException;

    @BeforeEach
    void openWatcher() throws IOException {
        watcher = open(told::incrementAndGet);
    }

    @AfterEach
    void closeWatcher() {
        watcher.close();
        watcher.close();
    }

    @Test
    void writeIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watcher.watch(List.of(file));

        expectTold(() -> Files.writeString(file, "2"));
        expectTold(() -> Files.writeString(file, "3"));
    }

    @Test
    void renameOverTheFileIsToldAgainAndAgain() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watcher.watch(List.of(file));

        for (int round = 0; round < 3; round++) {
            expectTold(() -> {
                Path made = Files.writeString(directory.resolve("f.new"), "2");
                Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            });
        }
    }

    @Test
    void keptBackUpIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watcher.watch(List.of(file));

        expectTold(() -> {
            Files.move(file, directory.resolve("f.bak"));
            Files.writeString(file, "2");
        });
        expectTold(() -> Files.writeString(file, "3"));
    }

    @Test
    void swappedLinkIsTold() throws IOException {
        Files.writeString(directory.resolve("one"), "1");
        Files.writeString(Files.createDirectory(directory.resolve("sub")).resolve("two"), "2");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("one"));
        watcher.watch(List.of(link));

        expectTold(() -> Files.writeString(directory.resolve("one"), "1 1"));
        expectTold(() -> swap(link, Path.of("sub/two")));
        expectTold(() -> Files.writeString(directory.resolve("sub/two"), "2 2"));
    }

    @Test
    void configMapOfKubernetesIsTold() throws IOException {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Files.writeString(Files.createDirectory(mount.resolve("..2026_01")).resolve("f"), "1");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
        Path file = Files.createSymbolicLink(mount.resolve("f"), Path.of("..data/f"));
        watcher.watch(List.of(file));

        for (String version : List.of("..2026_02", "..2026_03")) {
            expectTold(() -> {
                Files.writeString(Files.createDirectory(mount.resolve(version)).resolve("f"), version);
                swap(mount.resolve("..data"), Path.of(version));
            });
        }
    }

    @Test
    void swappedLinkToADirectoryIsTold() throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("v1/etc")).resolve("f"), "1");
        Files.writeString(Files.createDirectories(directory.resolve("v2/etc")).resolve("f"), "2");
        Path current = Files.createSymbolicLink(directory.resolve("current"), directory.resolve("v1"));
        watcher.watch(List.of(current.resolve("etc/f")));

        expectTold(() -> swap(current, directory.resolve("v2")));
        expectTold(() -> Files.writeString(directory.resolve("v2/etc/f"), "2 2"));
    }

    @Test
    void absentFileAndEvenItsDirectoryMayComeAndGo() throws IOException {
        Path file = directory.resolve("a/b/f");
        watcher.watch(List.of(file));

        expectTold(() -> {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "1");
        });
        expectTold(() -> Files.delete(file));
        expectTold(() -> Files.writeString(file, "2"));
        expectTold(() -> {
            Files.delete(file);
            Files.delete(directory.resolve("a/b"));
            Files.delete(directory.resolve("a"));
        });
        expectTold(() -> {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "3");
        });
    }

    @Test
    void neighboursAreNotTold() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watcher.watch(List.of(file));

        Files.writeString(directory.resolve("neighbour"), "1");
        Files.writeString(directory.resolve("f.log"), "1");

        await().during(Duration.ofMillis(400)).atMost(SOON).until(() -> told.get() == 0);
    }

    @Test
    void filesOfADirectoryThatIsWatchedItselfComeChangeAndGo() throws IOException {
        Path watched = Files.createDirectory(directory.resolve("conf.d"));
        watcher.watch(List.of(watched));
        Path file = watched.resolve("f");

        expectTold(() -> Files.writeString(file, "1"));
        expectTold(() -> Files.writeString(file, "2"));
        expectTold(() -> Files.delete(file));
    }

    @Test
    void newListReplacesTheOld() throws IOException {
        Path old = Files.writeString(directory.resolve("old"), "1");
        Path wanted = Files.writeString(directory.resolve("wanted"), "1");
        watcher.watch(List.of(old));
        watcher.watch(List.of(wanted));

        Files.writeString(old, "2");
        await().during(Duration.ofMillis(400)).atMost(SOON).until(() -> told.get() == 0);

        expectTold(() -> Files.writeString(wanted, "2"));
    }

    @Test
    void loopOfLinksHarmsNobody() throws IOException {
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        watcher.watch(List.of(loop));

        expectTold(() -> {
            Files.delete(loop);
            Files.writeString(loop, "1");
        });
    }

    int told() {
        return told.get();
    }

    FileWatcher watcher() {
        return watcher;
    }

    /** Waits until nothing more has been told for that long. */
    void awaitQuiet(Duration quiet) {
        AtomicInteger last = new AtomicInteger(-1);
        await().during(quiet).atMost(SOON).until(() -> last.getAndSet(told.get()) == told.get());
    }

    /** Acts, waits until that is told and then until the burst is over. */
    void expectTold(Action action) throws IOException {
        int before = told.get();
        action.run();
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> told.get() > before);
        assertThat(told.get() - before).isPositive();
    }

    private static void swap(Path link, Path target) throws IOException {
        Path made = Files.createSymbolicLink(link.resolveSibling("..new"), target);
        Files.move(made, link, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What a test does to a file. */
    interface Action {
        void run() throws IOException;
    }
}
