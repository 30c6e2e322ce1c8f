package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import io.procmgr.testing.Root;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The system allows no more processes. Needs root, to run a supervisor whom the limit binds: it does not bind root. */
@ExtendWith(LeakCheck.class)
class ProcessLimitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @BeforeEach
    void needsRoot() {
        Root.isNeeded();
    }

    @Test
    void aLaunchThatTheSystemRefusesIsToldTriedAgainAndHarmsNobodyElse() throws IOException, InterruptedException {
        Path config = Files.writeString(
                directory.resolve("jobs.properties"),
                "procmgr.jobs.victim.command=/bin/sleep 1000\nprocmgr.jobs.other.command=/bin/sleep 1000\n");
        Path state = directory.resolve("state");
        try (Command command = Command.start(directory, asNobody(config, state))) {
            command.awaitErr("victim STARTING → RUNNING").awaitErr("other STARTING → RUNNING");
            String before = limit(command.pid());
            limit(command.pid(), "1");
            long victim = startedPid(command, "victim");
            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            command.awaitErr("victim cannot start a process: the system allows no more of them");
            command.awaitErr("victim STARTING → BACKOFF");
            assertThat(command.err()).doesNotContain("other exited");
            limit(command.pid(), before);
            await().atMost(PATIENCE).until(() -> startedPid(command, "victim") != victim);
            command.signal("TERM");
            assertThat(command.exitStatus()).isEqualTo(ExitStatus.DONE);
            assertThat(Command.childrenOf(state)).isEmpty();
        }
    }

    /** The command for a user that may read nothing but this directory. */
    private ProcessBuilder asNobody(Path config, Path state) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path copy = directory.resolve(
                    "cp" + classPath.size() + "-" + Path.of(entry).getFileName());
            copy(Path.of(entry), copy);
            classPath.add(copy.toString());
        }
        run("chown", "-R", "nobody", directory.toString());
        return new ProcessBuilder(
                "setpriv",
                "--reuid=nobody",
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, classPath),
                "io.procmgr.cli.Main",
                "run",
                config.toString(),
                "--state",
                state.toString(),
                "--http",
                "off");
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(
                        to.resolve(from.relativize(visited).toString()),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        visited,
                        visited.equals(from)
                                ? to
                                : to.resolve(from.relativize(visited).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static long startedPid(Command command, String job) {
        return command.errLines().stream()
                .filter(line -> line.contains(" " + job + " started, pid "))
                .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(-1L, (earlier, later) -> later);
    }

    /** The soft limit. */
    private static String limit(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/limits")).stream()
                .filter(line -> line.startsWith("Max processes"))
                .map(line -> line.split("\\s+")[2])
                .findFirst()
                .orElseThrow();
    }

    private static void limit(long pid, String soft) throws IOException, InterruptedException {
        String change = "--nproc=" + soft + ":";
        run("setpriv", "--reuid=nobody", "--clear-groups", "prlimit", "--pid", Long.toString(pid), change);
    }

    private static void run(String... words) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor())
                .as(String.join(" ", words))
                .isZero();
    }
}
