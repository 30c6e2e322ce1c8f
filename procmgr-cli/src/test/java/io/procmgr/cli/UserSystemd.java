package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real systemd that manages the services of one home directory, apart from any other of this host. Needs root. */
final class UserSystemd implements AutoCloseable {
    /** It only wants to see that directory. */
    private static final String BEGIN =
            "mount -t tmpfs none /run && mkdir -p /run/systemd/system && exec /lib/systemd/systemd --user";

    private final Path home;
    private final Path runtime;
    private final Process process;

    private UserSystemd(Path home, Path runtime, Process process) {
        this.home = home;
        this.runtime = runtime;
        this.process = process;
    }

    /** Starts one whose units are in {@code .config/systemd/user} of this directory. */
    static UserSystemd start(Path home) throws IOException {
        Path runtime = Files.createDirectory(
                home.resolve("runtime"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(units(home).resolve("default.target"), "[Unit]\nDescription=nothing else\n");
        ProcessBuilder builder = new ProcessBuilder("unshare", "-m", "sh", "-c", BEGIN);
        Process process = withEnvironment(builder, home, runtime)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("systemd.log").toFile())
                .start();
        UserSystemd systemd = new UserSystemd(home, runtime, process);
        await().alias("systemd answers")
                .atMost(Duration.ofSeconds(60))
                .until(() -> systemd.control("show", "--property=Version").status() == 0);
        return systemd;
    }

    static Path units(Path home) throws IOException {
        return Files.createDirectories(home.resolve(".config/systemd/user"));
    }

    private static ProcessBuilder withEnvironment(ProcessBuilder builder, Path home, Path runtime) {
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CONFIG_HOME", home.resolve(".config").toString());
        builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
        return builder;
    }

    /** What {@code systemctl --user} says to these words. */
    MonitoringExamples.Output control(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("systemctl", "--user", "--no-pager"));
        all.addAll(List.of(words));
        Path out = Files.createTempFile(home, "systemctl", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(out.toFile());
        Process control = withEnvironment(builder, home, runtime).start();
        assertThat(control.waitFor(60, TimeUnit.SECONDS)).as("%s ends", all).isTrue();
        return new MonitoringExamples.Output(control.exitValue(), Files.readString(out));
    }

    /** A property of the service procmgr. */
    String property(String name) throws IOException, InterruptedException {
        return control("show", "--property=" + name, "--value", "procmgr.service")
                .text()
                .strip();
    }

    UserSystemd awaitProperty(String name, String value) {
        await().alias(name + " is " + value).atMost(Duration.ofSeconds(60)).until(() -> property(name), value::equals);
        return this;
    }

    /** It stops its services and ends. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
