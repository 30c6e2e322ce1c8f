package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users unpack; runs when it has been built. One installation, in a path with a blank, serves most tests. */
@ExtendWith(LeakCheck.class)
class DistributionCheck {
    private static final Pattern JAR = Pattern.compile("lib/(?:scan/)?(.+)-\\d.*\\.jar");
    private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)(?:#[^)]*)?\\)");

    @TempDir
    private static Path shared;

    private static Installation installation;

    private Path directory;

    @BeforeAll
    static void unpack() throws Exception {
        installation = Installation.unpack(shared.resolve("of a user"));
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory(shared, "test").toRealPath();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private Command start(Path launcher, Object... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        Stream.of(words).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("PROCMGR_JAVA_OPTS");
        return Command.start(directory, builder);
    }

    private Command run(Path launcher, Object... words) throws IOException {
        Command command = start(launcher, words);
        command.exitStatus();
        return command;
    }

    /** As an administrator makes one, elsewhere. */
    private Path link(Path target) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("usr/local/bin"));
        return Files.createSymbolicLink(bin.resolve("procmgr"), bin.relativize(target));
    }

    @Test
    void programsCanBeRunAndNothingCanBeWrittenByOthers() throws IOException {
        Map<String, String> modes = installation.files(DistributionCheck::mode);

        assertThat(modes)
                .containsKeys("bin/procmgr", "man/man1/procmgr.1", "completion/procmgr", "LICENSE", "README.md");
        for (Map.Entry<String, String> entry : modes.entrySet()) {
            boolean program = isProgram(installation.home().resolve(entry.getKey()));
            assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(program ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    /** What may be executed: a completion looks like a script, but is read by a shell. */
    private static boolean isProgram(Path file) throws IOException {
        return Files.isDirectory(file)
                || file.toString().endsWith(".so")
                || !file.getParent().endsWith("completion")
                        && Files.readString(file, StandardCharsets.ISO_8859_1).startsWith("#!");
    }

    @Test
    void theZipHoldsTheSameWithTheSameModes() throws IOException {
        Installation.Teller teller =
                file -> mode(file) + (Files.isDirectory(file) ? "" : " " + Arrays.hashCode(Files.readAllBytes(file)));
        try (FileSystem zip =
                FileSystems.newFileSystem(Installation.archive(".zip"), Map.of("enablePosixFileAttributes", "true"))) {
            Path root = zip.getPath("/" + installation.home().getFileName());

            assertThat(Installation.files(root, teller)).isEqualTo(installation.files(teller));
        }
    }

    @Test
    void eachJarOfOthersIsThereOnceAndInTheNotice() throws IOException {
        String notice = Files.readString(installation.home().resolve("NOTICE"));
        List<String> named = new ArrayList<>(List.of(notice.split("[\\s,]+")));
        List<String> jars = installation.files(Path::toString).keySet().stream()
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .map(jar -> jar.group(1))
                .toList();

        assertThat(jars).doesNotHaveDuplicates().contains("procmgr-cli", "procmgr-mbeans", "weld-se-core");
        assertThat(jars).filteredOn(jar -> !jar.startsWith("procmgr-")).allMatch(named::contains);
    }

    @Test
    void linksOfItsReadmeLeadToWhatIsInIt() throws IOException {
        for (String page : List.of("README.md", "docs/install.md", "docs/containers.md", "docs/boot.md")) {
            Path file = installation.home().resolve(page);
            Matcher link = LINK.matcher(Files.readString(file));
            while (link.find()) {
                assertThat(file.resolveSibling(link.group(1))).as(page).exists();
            }
        }
    }

    @Test
    void itRunsItsExamplesThroughALinkAndWritesNothingToWhereItIs() throws Exception {
        Installation.Teller teller = file -> Files.getLastModifiedTime(file).toString();
        Map<String, String> before = installation.files(teller);
        Path launcher = link(installation.launcher());
        Path examples = installation.home().resolve("examples");
        Path state = directory.resolve("state");
        try (Command run = start(launcher, "run", "--state", state, "--http", "127.0.0.1:0", examples)) {
            run.awaitUp().awaitErr("worker@3 STARTING → RUNNING").awaitErr("ticker STARTING → RUNNING");

            Command status = run(Path.of("usr/local/bin/procmgr"), "status", "--state", state);

            assertThat(status.exitStatus()).as(status.err()).isZero();
            assertThat(status.out()).contains("prepare", "ticker", "spare", "web", "worker@1");
            assertThat(run.signal("TERM").exitStatus()).isZero();
            assertThat(run.err()).doesNotContain(" WARN ", " ERROR ");
        }
        assertThat(installation.files(teller)).isEqualTo(before);
    }

    @Test
    void anUpgradeByALinkLeavesJobsAloneAndTheRunningProcmgrItsJars() throws Exception {
        Installation old = Installation.unpack(directory.resolve("1"));
        Path opt = Files.createSymbolicLink(directory.resolve("opt"), old.home());
        Path launcher = link(opt.resolve("bin/procmgr"));
        Path state = directory.resolve("state");
        Path jobs = Files.writeString(
                directory.resolve("jobs.properties"),
                "procmgr.defaults.on-shutdown = leave\nprocmgr.jobs.lasting.command = sleep 1000\n");
        Object[] words = {"run", "--state", state, "--http", "off", jobs};
        List<Long> left;
        try (Command run = start(launcher, words).awaitUp().awaitErr("lasting STARTING → RUNNING")) {
            Files.delete(opt);
            Files.createSymbolicLink(opt, installation.home());

            assertThat(commandLine(run))
                    .contains(old.home().toRealPath() + "/lib/")
                    .doesNotContain("/opt/");
            assertThat(run.signal("TERM").exitStatus()).isZero();
            left = Command.childrenOf(state);
            assertThat(left).hasSize(1);
        }
        try (Command run = start(launcher, words).awaitUp()) {
            assertThat(commandLine(run)).contains(installation.home().toRealPath() + "/lib/");
            assertThat(Command.childrenOf(state)).isEqualTo(left);

            Files.writeString(jobs, "procmgr.jobs.lasting.command = sleep 1000\n");
            run.awaitErr("lasting");
            await().atMost(Duration.ofSeconds(60)).until(() -> run.err().contains("applied"));
            assertThat(Command.childrenOf(state)).isEqualTo(left);
            assertThat(run.signal("TERM").exitStatus()).isZero();
        }
        assertThat(Command.childrenOf(state)).isEmpty();
    }

    private static String commandLine(Command command) throws IOException {
        return Files.readString(Path.of("/proc/" + command.pid() + "/cmdline"));
    }

    @Test
    void classesAreSharedOnceShareClassesHasRunThere() throws Exception {
        Installation own = Installation.unpack(directory.resolve("of its own"));
        Path launcher = link(own.launcher());
        Command share = run(own.home().resolve("lib/share-classes"));
        assertThat(share.exitStatus()).as(share.err()).isZero();
        Path state = directory.resolve("state");
        Path jobs = Files.writeString(directory.resolve("jobs.properties"), "");
        try (Command run =
                start(launcher, "run", "--state", state, "--http", "off", jobs).awaitUp()) {
            assertThat(Files.readString(Path.of("/proc/" + run.pid() + "/maps"), StandardCharsets.UTF_8))
                    .contains("/lib/classes-" + Runtime.version());
            assertThat(run.signal("TERM").exitStatus()).isZero();
        }
    }
}
