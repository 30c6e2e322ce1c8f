package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An application with procmgr in its class loader comes and goes, as in a server, and nothing of it stays. */
@ExtendWith(LeakCheck.class)
class RedeployTest {
    private static final int TIMES = 10;

    /** An application may start it anew. */
    private static final int STARTS = 2;

    @TempDir
    private Path directory;

    /** A loader as that of an application: procmgr and JNA are its own, and known to nobody else. */
    private static URLClassLoader loader() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (entry.contains("/jna/") || entry.contains("classes")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Deploys and undeploys it with the thread of the caller, as a server does. */
    private WeakReference<ClassLoader> once(int time) throws Exception {
        Path home = Files.createDirectory(directory.resolve("home" + time));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = loader()) {
            thread.setContextClassLoader(loader);
            for (int start = 0; start < STARTS; start++) {
                Object application = loader.loadClass(EmbeddedApplication.class.getName())
                        .getConstructor(Path.class, String.class)
                        .newInstance(home, "redeploy");
                assertThat(((Callable<?>) application).call().toString()).contains("shell");
                assertThat(isUnpackedInto(home)).isEqualTo(!"java".equals(System.getProperty("procmgr.engine")));
                ((AutoCloseable) application).close();
            }
            assertThat(threadsOf(loader)).isEmpty();
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Threads that run code of that loader, or have it as context class loader. */
    private static List<String> threadsOf(ClassLoader loader) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> thread.getContextClassLoader() == loader
                        || thread.getClass().getClassLoader() == loader)
                .map(Thread::getName)
                .toList();
    }

    /** Whether this JVM has a library loaded from there. */
    private static boolean isUnpackedInto(Path home) throws IOException {
        return Files.readString(Path.of("/proc/self/maps")).contains(home.resolve("state/jna") + "/");
    }

    private Set<String> unpacked() throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(path -> path.getFileName().toString().startsWith("jna"))
                    .forEach(path -> found.add(path.toString()));
        }
        return found;
    }

    /** Those that JNA or procmgr may have set. */
    private static List<String> properties() {
        return System.getProperties().stringPropertyNames().stream()
                // JNA itself says so when it is collected
                .filter(name -> !name.equals("jna.loaded"))
                .filter(name -> name.startsWith("jn") || name.startsWith("procmgr."))
                .sorted()
                .toList();
    }

    @Test
    void tenTimesNoLoaderNoThreadAndNoUnpackedFileStays() throws Exception {
        List<String> properties = properties();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            loaders.add(once(time));
        }
        // newer JDKs remember the last one who compared records, softly
        once(TIMES);

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
        assertThat(unpacked()).isEmpty();
        assertThat(properties()).isEqualTo(properties);
    }
}
