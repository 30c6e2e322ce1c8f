package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shell script {@code procmgr}, in a directory like the one that the build makes: beside it, {@code lib} with jars. */
@ExtendWith(LeakCheck.class)
class LauncherTest {
    private static final Path SCRIPT = Path.of("src/main/launcher/procmgr").toAbsolutePath();

    @TempDir
    private Path directory;

    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home of procmgr"));
        Path lib = Files.createDirectory(home.resolve("lib"));
        launcher = Files.copy(SCRIPT, home.resolve("procmgr"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(lib.resolve("procmgr.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.finish();
        }
    }

    private ProcessBuilder builder(Path script, String... words) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Stream.of(words)).toList());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("PROCMGR_JAVA_OPTS");
        return builder;
    }

    private Command run(ProcessBuilder builder) throws IOException {
        Command command = Command.start(directory, builder);
        command.exitStatus();
        return command;
    }

    @Test
    void itRunsFromAnyDirectoryAndThroughLinks() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("usr/bin"));
        Path near = Files.createSymbolicLink(launcher.resolveSibling("near"), Path.of("procmgr"));
        Path far = Files.createSymbolicLink(bin.resolve("procmgr"), bin.relativize(near));

        assertThat(run(builder(far, "--version")).out()).startsWith("procmgr ");
        assertThat(run(builder(Path.of("usr/bin/procmgr"), "--version")).out()).startsWith("procmgr ");
        assertThat(run(builder(launcher, "--version")).err()).isEmpty();
    }

    @Test
    void itTakesJavaOfThePathUnlessJavaHomeIsSet() throws IOException {
        ProcessBuilder builder = builder(launcher, "--version");
        builder.environment().remove("JAVA_HOME");
        builder.environment()
                .merge("PATH", System.getProperty("java.home") + "/bin", (path, java) -> java + ":" + path);

        assertThat(run(builder).out()).contains("Java " + Runtime.version());
    }

    @Test
    void aMissingJavaIsTold() throws IOException {
        ProcessBuilder home = builder(launcher, "--version");
        home.environment().put("JAVA_HOME", "/nonexistent");
        assertThat(run(home).exitStatus()).isEqualTo(1);
        assertThat(run(home).err())
                .isEqualTo("procmgr: cannot find java: there is no /nonexistent/bin/java (JAVA_HOME=/nonexistent)\n");

        ProcessBuilder path = builder(launcher, "--version");
        path.environment().remove("JAVA_HOME");
        path.environment()
                .put("PATH", Files.createDirectory(directory.resolve("empty")).toString());
        assertThat(run(path).exitStatus()).isEqualTo(1);
        assertThat(run(path).err())
                .isEqualTo("procmgr: cannot find java: install Java 17 or newer, or set JAVA_HOME\n");
    }

    @Test
    void anOldJavaIsToldWithItsVersion() throws IOException {
        Path java = Files.createDirectories(directory.resolve("old/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = builder(launcher, "--version");
        builder.environment().put("JAVA_HOME", directory.resolve("old").toString());
        for (String version : List.of("1.8.0_402", "11.0.22")) {
            Files.writeString(directory.resolve("old/release"), "JAVA_VERSION=\"" + version + "\"\n");

            Command command = run(builder);

            assertThat(command.exitStatus()).isEqualTo(1);
            assertThat(command.err())
                    .isEqualTo("procmgr: cannot run on Java " + version + ": it needs Java 17 or newer (java=" + java
                            + ")\n");
        }
    }

    @Test
    void theClassArchiveIsTakenIfItIsOfTheseJarsThisPlaceAndThisJava() throws IOException {
        ProcessBuilder builder = builderOfTellingJava("17.0.1+1");
        Path lib = launcher.resolveSibling("lib");
        Path jar = lib.resolve("procmgr.jar");
        Path archive = Files.createFile(lib.resolve("classes-17.0.1+1.jsa"));
        Path place = Files.createSymbolicLink(lib.resolve("classes-17.0.1+1.place"), lib);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
        assertThat(run(builder).out().lines()).contains("-XX:SharedArchiveFile=" + archive);

        assertThat(run(builderOfTellingJava("17.0.1+2")).out()).doesNotContain("SharedArchiveFile");

        builder = builderOfTellingJava("17.0.1+1");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run(builder).out()).doesNotContain("SharedArchiveFile");

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
        Files.delete(place);
        Files.createSymbolicLink(place, directory);
        assertThat(run(builder).out()).doesNotContain("SharedArchiveFile");
    }

    /** A Java of that build, which only tells what it is called with, a word a line. */
    private ProcessBuilder builderOfTellingJava(String build) throws IOException {
        Path home = directory.resolve("telling");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + build + "\"\nJAVA_VERSION=\"17.0.1\"\n");
        ProcessBuilder builder = builder(launcher, "--version");
        builder.environment().put("JAVA_HOME", home.toString());
        return builder;
    }

    @Test
    void itBecomesTheJavaProcessAndPassesOptionsOn() throws Exception {
        Path jobs =
                Files.writeString(directory.resolve("jobs.properties"), "procmgr.jobs.sleeper.command = sleep 1000\n");
        Path state = directory.resolve("state");
        ProcessBuilder builder =
                builder(launcher, "run", jobs.toString(), "--state", state.toString(), "--http", "off");
        builder.environment().put("PROCMGR_JAVA_OPTS", "-Done=1 -Dtwo=2");
        try (Command run = Command.start(directory, builder).awaitUp()) {
            assertThat(run.out()).contains("pid " + run.pid());
            assertThat(Files.readString(Path.of("/proc/" + run.pid() + "/cmdline")))
                    .contains("\0-Done=1\0-Dtwo=2\0");

            assertThat(run.signal("TERM").exitStatus()).isZero();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Command.childrenOf(state).isEmpty());
        }
    }
}
