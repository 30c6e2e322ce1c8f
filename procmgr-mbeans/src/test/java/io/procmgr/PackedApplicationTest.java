package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs with {@code main-class} of web applications whose class loaders do not say where their files are. */
@ExtendWith(LeakCheck.class)
class PackedApplicationTest {
    private static final String CLASS = MainClassTest.Forked.class.getName();
    private static final String RESOURCE = CLASS.replace('.', '/') + ".class";

    @TempDir
    private Path directory;

    private Path jobs;
    private Path state;
    private ProcMgr procMgr;

    @BeforeEach
    void jobs() throws IOException {
        jobs = Files.writeString(
                directory.resolve("jobs.properties"),
                "procmgr.jobs.fork.main-class = " + CLASS + "\nprocmgr.jobs.fork.restart = once\n");
        state = directory.resolve("state");
    }

    @AfterEach
    void close() {
        if (procMgr != null) {
            procMgr.close();
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = PackedApplicationTest.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            return in.readAllBytes();
        }
    }

    private Path war(String content) throws IOException {
        Path war = directory.resolve("shop.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            put(zip, "index.html", content.getBytes());
            put(zip, "WEB-INF/classes/" + RESOURCE, bytes());
            put(zip, "WEB-INF/classes/release.txt", content.getBytes());
            put(zip, "WEB-INF/lib/b.jar", new byte[] {});
            put(zip, "WEB-INF/lib/a.jar", new byte[] {});
        }
        return war;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private Path unpacked() throws IOException {
        Path file = directory.resolve("shop/WEB-INF/classes").resolve(RESOURCE);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes());
        Files.createDirectories(directory.resolve("shop/WEB-INF/lib"));
        Files.write(directory.resolve("shop/WEB-INF/lib/a.jar"), new byte[] {});
        return directory.resolve("shop/WEB-INF");
    }

    /** Knows the place of the class alone. */
    private static ClassLoader knowing(URL place) {
        return new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            public URL getResource(String name) {
                return name.equals(RESOURCE) ? place : null;
            }
        };
    }

    private void runsIn(ClassLoader loader) throws IOException {
        procMgr = ProcMgr.start(Settings.of(List.of(jobs), state)
                .withApplication(loader)
                .withApp("packed-" + ProcessHandle.current().pid()));
        Path log = state.resolve("log/fork.log");
        await().until(() -> Files.exists(log) && Files.readString(log).contains("context none"));
    }

    private List<String> classPath() {
        List<String> command =
                procMgr.supervisor().statuses().get(0).spec().execution().command();
        return List.of(command.get(command.indexOf("-cp") + 1).split(":"));
    }

    @Test
    void aClassOfAnArchiveRunsFromACopyOfItsClassesAndLibraries() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {new URL("jar:" + war("1").toUri() + "!/WEB-INF/classes/")},
                ClassLoader.getPlatformClassLoader())) {
            runsIn(loader);
        }

        assertThat(classPath()).hasSize(3).allMatch(entry -> entry.startsWith(state.resolve("application") + "/"));
        assertThat(classPath())
                .extracting(entry -> Path.of(entry).getFileName().toString())
                .containsExactly("classes", "a.jar", "b.jar");
        assertThat(classPath()).allMatch(entry -> Files.exists(Path.of(entry)));
    }

    @Test
    void anotherReleaseHasACopyOfItsOwnAndTheOldOneGoesWithTheSupervisor() throws IOException {
        runsIn(knowing(new URL("jar:" + war("1").toUri() + "!/WEB-INF/classes/" + RESOURCE)));
        String first = classPath().get(0);
        procMgr.close();

        runsIn(knowing(new URL("jar:" + war("2").toUri() + "!/WEB-INF/classes/" + RESOURCE)));
        String second = classPath().get(0);
        procMgr.close();

        assertThat(second).isNotEqualTo(first);
        try (Stream<Path> copies = Files.list(state.resolve("application"))) {
            assertThat(copies).containsExactly(Path.of(second).getParent());
        }
    }

    @Test
    void aClassOfAnUnpackedApplicationIsFoundByItsPlace() throws IOException {
        runsIn(knowing(unpacked().resolve("classes").resolve(RESOURCE).toUri().toURL()));

        assertThat(classPath()).hasSize(2);
    }

    @Test
    void aClassOfAVirtualFileSystemIsFoundByTheRealDirectoryBehindIt() throws IOException {
        runsIn(knowing(virtual(unpacked().resolve("classes").resolve(RESOURCE))));

        assertThat(classPath()).hasSize(2);
    }

    @Test
    void aClassOfNoFileIsAProblemThatNamesItsPlace() throws IOException {
        Settings settings =
                Settings.of(List.of(jobs), state).withApplication(knowing(new URL("http://host/classes/" + RESOURCE)));

        assertThat(ProcMgr.check(settings))
                .singleElement()
                .asString()
                .contains("main-class: needs class-path: the class is in no file", "class=http://host/classes/");
        assertThat(state).doesNotExist();
    }

    /** As WildFly's, of which only these methods are used. */
    public static final class VirtualFile {
        private final Path file;

        VirtualFile(Path file) {
            this.file = file;
        }

        public String getName() {
            return file.getFileName().toString();
        }

        public VirtualFile getParent() {
            return new VirtualFile(file.getParent());
        }

        public java.io.File getPhysicalFile() {
            return file.toFile();
        }
    }

    private static URL virtual(Path file) throws MalformedURLException {
        return new URL("vfs", "", -1, "/content/shop.war/WEB-INF/classes/" + RESOURCE, new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public Object getContent() {
                        return new VirtualFile(file);
                    }
                };
            }
        });
    }
}
