package io.procmgr;

import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs with {@code main-class}: forked with this JVM's Java and the application's class path, and given a context. */
@ExtendWith(LeakCheck.class)
class MainClassTest {
    /** The class that is forked. */
    static final class Forked {
        private Forked() {}

        public static void main(String[] args) throws IOException {
            System.out.println("java " + System.getProperty("java.home"));
            System.out.println("property " + System.getProperty("of.job"));
            String context = System.getenv("PROCMGR_CONTEXT");
            System.out.println("context " + (context == null ? "none" : Files.readString(Path.of(context))));
        }
    }

    private static final String MAIN =
            "procmgr.jobs.fork.main-class = " + Forked.class.getName() + "\n" + "procmgr.jobs.fork.restart = once\n";

    @TempDir
    private Path home;

    @RegisterExtension
    final RunningSupervisor running = new RunningSupervisor();

    private Path file;

    private void start(String text) throws IOException {
        file = Files.writeString(home.resolve("jobs.properties"), text);
        running.startWith(home, file);
    }

    private List<String> output() {
        until(() -> text(running.log("fork")).contains("context "));
        return text(running.log("fork")).lines().toList();
    }

    @Test
    void itRunsWithThisJavaTheApplicationsClassPathAndItsOwnOptions() throws IOException {
        start(MAIN + "procmgr.jobs.fork.jvm-args = -Xmx32m -Dof.job=given\n");

        assertThat(output())
                .containsExactly("java " + System.getProperty("java.home"), "property given", "context none");
        assertThat(running.status("fork").spec().execution().command())
                .startsWith(System.getProperty("java.home") + "/bin/java", "-Xmx32m", "-Dof.job=given", "-cp")
                .endsWith(Forked.class.getName());
    }

    @Test
    void theContextIsHandedOverInAFileOfItsOwnAndGoesWithTheJob() throws IOException {
        String context = "{\"mail\": {\"to\": [\"grüße@example.com\"], \"tries\": 3}}";
        start(MAIN + "procmgr.jobs.fork.context = " + context + "\n");

        assertThat(output()).contains("context " + context);
        Path handed = home.resolve("state/context/fork");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(handed)))
                .isEqualTo("rw-------");
        Path ofDead = Files.createFile(handed.resolveSibling("fork.7~"));
        Files.setLastModifiedTime(ofDead, FileTime.fromMillis(0));
        Files.writeString(file, "procmgr.jobs.other.command = sleep 1000\n");
        until(() -> Files.notExists(handed) && Files.notExists(ofDead));
    }

    @Test
    void aChangedContextRestartsTheJob() throws IOException {
        start("procmgr.jobs.fork.command = sh -c 'cat $PROCMGR_CONTEXT; exec sleep 1000'\n"
                + "procmgr.jobs.fork.context = [1]\n");
        until(() -> text(running.log("fork")).equals("[1]"));

        Files.writeString(file, Files.readString(file).replace("[1]", "[2]"));

        until(() -> text(running.log("fork")).equals("[1][2]"));
    }

    @Test
    void aJobOfAnotherUserReadsItsContextThoughItMayNotEnterTheDirectory() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        start("procmgr.jobs.fork.command = sh -c 'id -un; cat $PROCMGR_CONTEXT; exec sleep 1000'\n"
                + "procmgr.jobs.fork.user = nobody\nprocmgr.jobs.fork.context = [1]\n");

        if ("java".equals(System.getProperty("procmgr.engine"))) {
            assertThat(running.message("fork", Kind.NOTICE))
                    .isEqualTo(
                            "cannot hand over the context: the java engine cannot give it to user nobody, who may not"
                                    + " enter " + home.resolve("state/context"));
        } else {
            until(() -> text(running.log("fork")).equals("nobody\n[1]"));
            assertThat(Files.getOwner(home.resolve("state/context/fork")).getName())
                    .isEqualTo("nobody");
        }
    }

    @Test
    @Tag("native-engine")
    void aContextAndASocketAreBothHandedOver() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        Path open = Files.createDirectory(home.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        start("procmgr.jobs.fork.command = sh -c 'ls /proc/$$/fd; echo $PROCMGR_CONTEXT; readlink /proc/$$/fd/3;"
                + " cat $PROCMGR_CONTEXT; exec sleep 1000'\nprocmgr.jobs.fork.socket = ./sock\n"
                + "procmgr.jobs.fork.directory = " + open + "\nprocmgr.jobs.fork.user = nobody\n"
                + "procmgr.jobs.fork.context = {}\n");

        until(() -> text(running.log("fork")).endsWith("{}"));
        assertThat(text(running.log("fork"))).matches("0\n1\n2\n3\n4\n/proc/self/fd/4\nsocket:\\[[0-9]+]\n\\{}");
    }

    @Test
    void aCommandAloneNeedsAClassPath() throws IOException {
        Path jobs = Files.writeString(home.resolve("jobs.properties"), MAIN);
        Settings settings = Settings.of(List.of(jobs), home.resolve("state")).withoutApplication();

        assertThatThrownBy(() -> ProcMgr.start(settings).close())
                .hasMessageContaining(
                        "jobs.properties:1: job fork: main-class: needs class-path: there is no application");
    }

    @Test
    void theClassPathIsThatOfTheLoaderIfItIsMadeOfFiles() throws IOException {
        Path jar = home.resolve("app one.jar");
        ClassLoader system = ClassLoader.getSystemClassLoader();
        try (URLClassLoader files = new URLClassLoader(new URL[] {jar.toUri().toURL()}, system);
                URLClassLoader far = new URLClassLoader(new URL[] {new URL("http://host/app.jar")}, system)) {
            assertThat(java(files).classPath("Any").orElseThrow())
                    .contains(System.getProperty("java.class.path").split(":")[0])
                    .endsWith(":" + jar);
            assertThat(java(far).classPath("no.Such")).isEmpty();
            assertThat(java(far).whyNone("no.Such")).contains("no such class", "URLClassLoader");
        }
    }

    private ApplicationJava java(ClassLoader loader) {
        return new ApplicationJava(loader, Optional.empty(), home.resolve("copies"));
    }
}
