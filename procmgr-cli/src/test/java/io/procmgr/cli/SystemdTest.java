package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import io.procmgr.testing.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The units of the distribution: understood by the real systemd, and run by it. */
@ExtendWith(LeakCheck.class)
class SystemdTest {
    private static final Path SHIPPED = Path.of("src/main/dist/systemd").toAbsolutePath();
    private static final String EXAMPLE = ".example";

    @TempDir
    private Path directory;

    private Path program;

    @BeforeEach
    void installProgram() throws IOException {
        MonitoringExamples.require("systemd-analyze", "systemd");
        program = Files.createDirectories(directory.resolve("opt/bin")).resolve("procmgr");
        String words = Command.builder().command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Files.writeString(program, "#!/bin/sh\nexec " + words + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String text(Path shipped) throws IOException {
        return Files.readString(shipped).replace("/opt/procmgr/bin/procmgr", program.toString());
    }

    /** All units as they are, with all drop-ins that this systemd knows. */
    private Path installAll() throws IOException {
        Path units = Files.createDirectories(directory.resolve("units"));
        for (String unit : List.of("procmgr.service", "procmgr@.service", "user/procmgr.service")) {
            Files.createDirectories(units.resolve(unit).getParent());
            Files.writeString(units.resolve(unit), text(SHIPPED.resolve(unit)));
        }
        Path dropIns = Files.createDirectory(units.resolve("procmgr.service.d"));
        try (Stream<Path> examples = Files.list(SHIPPED.resolve("procmgr.service.d"))) {
            for (Path example : examples.toList()) {
                String name = example.getFileName().toString().replace(EXAMPLE, "");
                if (!name.equals("notify-reload.conf") || version() >= 253) {
                    Files.writeString(dropIns.resolve(name), text(example));
                }
            }
        }
        return units;
    }

    private static int version() throws IOException {
        try {
            return Integer.parseInt(Shell.outputOf("systemctl --version").split("[ \n]")[1]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private MonitoringExamples.Output verify(Path units, String... words) throws IOException, InterruptedException {
        // the name of systemd's own directory for what users run is asked for, and nothing is put there
        List<String> command = Stream.concat(
                        Stream.of("env", "XDG_RUNTIME_DIR=" + units, "systemd-analyze", "verify", "--man=no"),
                        Stream.of(words))
                .toList();
        return MonitoringExamples.run(directory, command);
    }

    @Test
    void everyLineOfTheUnitsAndDropInsIsUnderstood() throws Exception {
        Path units = installAll();

        assertThat(verify(units, units + "/procmgr.service")).isEqualTo(new MonitoringExamples.Output(0, ""));
        assertThat(verify(units, units + "/procmgr@alice.service")).isEqualTo(new MonitoringExamples.Output(0, ""));
        assertThat(verify(units, "--user", units + "/user/procmgr.service"))
                .isEqualTo(new MonitoringExamples.Output(0, ""));

        Files.writeString(units.resolve("procmgr.service.d/wrong.conf"), "[Service]\nKilMode=process\n");
        assertThat(verify(units, units + "/procmgr.service").text()).contains("KilMode");
    }

    /** With the drop-ins for a watchdog and for jobs that live on; only where it is, and waiting times, are the test's. */
    private Path installForUser() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path units = UserSystemd.units(home);
        Files.writeString(units.resolve("procmgr.service"), text(SHIPPED.resolve("user/procmgr.service")));
        Path dropIns = Files.createDirectory(units.resolve("procmgr.service.d"));
        Path shipped = SHIPPED.resolve("procmgr.service.d");
        Files.copy(shipped.resolve("leave.conf.example"), dropIns.resolve("leave.conf"));
        Files.writeString(
                dropIns.resolve("watchdog.conf"),
                Files.readString(shipped.resolve("watchdog.conf.example")).replace("30s", "6s"));
        Path state = directory.resolve("state");
        Files.writeString(
                dropIns.resolve("test.conf"),
                "[Service]\nRestartSec=100ms\nStandardOutput=append:%h/procmgr.log\nStandardError=inherit\n"
                        + "ExecStart=\nExecStart=" + program + " run --http 127.0.0.1:0 --state " + state
                        + " --config %E/procmgr\nExecReload=\nExecReload=" + program + " apply --state " + state
                        + "\n");
        return home;
    }

    @Test
    void systemdStartsReloadsRestartsAndStopsItWhileJobsLiveOn() throws Exception {
        Root.isNeeded();
        Path home = installForUser();
        Path jobs = Files.createDirectories(home.resolve(".config/procmgr"));
        Path state = directory.resolve("state");
        try (UserSystemd systemd = UserSystemd.start(home)) {
            assertThat(systemd.control("start", "procmgr.service"))
                    .as("with an empty directory")
                    .isEqualTo(new MonitoringExamples.Output(0, ""));
            assertThat(systemd.property("ActiveState")).isEqualTo("active");
            systemd.awaitProperty("StatusText", "0 jobs");

            Path file = Files.writeString(jobs.resolve("one.properties"), "procmgr.jobs.one.command = sleep 1000\n");
            assertThat(systemd.control("reload", "procmgr.service").status()).isZero();
            systemd.awaitProperty("StatusText", "1 job: 1 running");

            Files.writeString(file, "procmgr.jobs.one.command = sleep 1000\nprocmgr.jobs.two.comand = false\n");
            assertThat(systemd.control("reload", "procmgr.service").status()).isNotZero();
            systemd.awaitProperty("StatusText", "1 job: 1 running; the configuration has errors");
            assertThat(systemd.property("ActiveState")).isEqualTo("active");
            Files.writeString(file, "procmgr.jobs.one.command = sleep 1000\nprocmgr.jobs.one.on-shutdown = leave\n");

            List<Long> one = Command.childrenOf(state);
            assertThat(one).hasSize(1);
            Shell.outputOf("kill -STOP " + systemd.property("MainPID"));
            systemd.awaitProperty("NRestarts", "1").awaitProperty("StatusText", "1 job: 1 running");
            assertThat(Command.childrenOf(state)).as("the job of before").isEqualTo(one);

            assertThat(systemd.control("restart", "procmgr.service").status()).isZero();
            systemd.awaitProperty("StatusText", "1 job: 1 running");
            assertThat(Command.childrenOf(state)).as("the job that is left").isEqualTo(one);

            Files.writeString(file, "procmgr.jobs.one.command = sleep 1000\n");
            assertThat(systemd.control("reload", "procmgr.service").status()).isZero();
            assertThat(systemd.control("stop", "procmgr.service").status()).isZero();
            assertThat(systemd.property("ActiveState")).isEqualTo("inactive");
            assertThat(systemd.property("Result")).isEqualTo("success");
            assertThat(Command.childrenOf(state)).isEmpty();
        }
    }
}
