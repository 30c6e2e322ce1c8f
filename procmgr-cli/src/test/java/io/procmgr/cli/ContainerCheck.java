package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import io.procmgr.testing.Root;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the container file says, and the objects for Kubernetes, done by hand: user, root directory that can only be read, and
 * command as process 1. Needs root, to make namespaces.
 */
@ExtendWith(LeakCheck.class)
class ContainerCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    @TempDir
    private Path directory;

    private Installation installation;

    @BeforeEach
    void unpack() throws Exception {
        installation = Installation.unpack(directory.resolve("archive"));
    }

    private String text(String name) throws IOException {
        return Files.readString(installation.home().resolve("container").resolve(name));
    }

    /** The words of an instruction in the form of JSON. */
    private List<String> words(String instruction) throws IOException {
        String line = text("Containerfile")
                .lines()
                .filter(text -> text.startsWith(instruction + " "))
                .findFirst()
                .orElseThrow();
        return WORD.matcher(line).results().map(word -> word.group(1)).toList();
    }

    /** The jobs of the ConfigMap. */
    private String jobs() throws IOException {
        return text("kubernetes.yaml")
                .lines()
                .dropWhile(line -> !line.equals("  jobs.properties: |"))
                .skip(1)
                .takeWhile(line -> !line.equals("---"))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private long graceSeconds() throws IOException {
        Matcher matcher =
                Pattern.compile("terminationGracePeriodSeconds: (\\d+)").matcher(text("kubernetes.yaml"));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** As Kubernetes writes a ConfigMap: files are links through a link, which is turned. */
    private void writeConfig(Path config, String version, String jobs) throws IOException {
        Path files = Files.createDirectory(config.resolve(".." + version));
        Files.writeString(files.resolve("jobs.properties"), jobs);
        Path turned = Files.createSymbolicLink(config.resolve("..data_tmp"), files.getFileName());
        Files.move(turned, config.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A volume as Kubernetes gives it: everybody may write there. */
    private Path volume(String name) throws IOException {
        Path volume = Files.createDirectory(directory.resolve(name));
        return Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private Command start(Path config) throws IOException, URISyntaxException {
        Files.copy(
                installation.home().resolve("container/health"),
                installation.home().resolve("bin/health"),
                StandardCopyOption.COPY_ATTRIBUTES);
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh"));
        words.add(Path.of(ContainerCheck.class.getResource("container.sh").toURI())
                .toString());
        words.add(Files.createDirectory(directory.resolve("root")).toString());
        words.add(installation.home().toString());
        words.add(Path.of(System.getProperty("java.home")).toRealPath().toString());
        words.add(config.toString());
        words.add(volume("state").toString());
        words.add(volume("logs").toString());
        words.addAll(words("ENTRYPOINT"));
        words.addAll(words("CMD"));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().remove("PROCMGR_JAVA_OPTS");
        return Command.start(directory, builder);
    }

    /** Runs something in the container; gives its exit status. */
    private static int inside(ProcessHandle init, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("nsenter", "--target", Long.toString(init.pid()), "--mount", "--pid", "--root", "--wd=/"));
        words.addAll(List.of(command));
        return new ProcessBuilder(words).start().waitFor();
    }

    @Test
    void theArchiveRunsAsTheContainerFileSaysAndAppliesAConfigMap() throws Exception {
        Root.isNeeded();
        assertThat(text("Containerfile"))
                .contains("\nUSER 10001:10001\n", "CMD [\"/opt/procmgr/bin/health\", \"live\"]");
        Path config = Files.createDirectory(directory.resolve("config"));
        Files.createSymbolicLink(config.resolve("jobs.properties"), Path.of("..data/jobs.properties"));
        writeConfig(config, "1", jobs() + "procmgr.jobs.hello.command = sh -c 'echo hello; exec sleep 1000'\n");
        try (Command command = start(config).awaitUp()) {
            ProcessHandle init = ProcessHandle.of(command.pid())
                    .flatMap(unshare -> unshare.children().findFirst())
                    .orElseThrow();
            try {
                check(command, init, config);
            } finally {
                // unshare does not pass it on
                init.destroy();
            }
            assertThat(command.exitStatus()).isZero();
            assertThat(command.err()).doesNotContain(" WARN", " ERROR ");
        }
    }

    private void check(Command command, ProcessHandle init, Path config) throws IOException, InterruptedException {
        command.awaitErr("worker@2 STARTING → RUNNING");
        assertThat(command.out()).contains("runs: pid 1, ", "hello\n");
        assertThat(Files.readString(Path.of("/proc/" + init.pid() + "/status")))
                .contains("Uid:\t10001\t10001\t", "CapEff:\t0000000000000000");
        assertThat(inside(init, "touch", "/file")).isNotZero();
        assertThat(inside(init, "/opt/procmgr/bin/health", "live")).isZero();
        await().atMost(PATIENCE).until(() -> inside(init, "/opt/procmgr/bin/health", "ready") == 0);

        writeConfig(config, "2", jobs() + "procmgr.defaults.readiness = true\nprocmgr.jobs.broken.command = false\n");

        command.awaitErr("broken STARTING → BACKOFF");
        assertThat(command.err()).contains("1 added, 0 restarted, ", " 1 removed");
        assertThat(inside(init, "/opt/procmgr/bin/health", "ready")).isNotZero();
        assertThat(inside(init, "/opt/procmgr/bin/health", "live")).isZero();
    }

    @Test
    void kubernetesWaitsLongerThanAStopMayTake() throws Exception {
        Matcher shutdown = Pattern.compile("`procmgr.shutdown-timeout` \\| duration \\| `(\\d+)s`")
                .matcher(Files.readString(Path.of("../docs/configuration.md")));

        assertThat(shutdown.find()).isTrue();
        assertThat(graceSeconds()).isGreaterThan(Long.parseLong(shutdown.group(1)));
    }
}
