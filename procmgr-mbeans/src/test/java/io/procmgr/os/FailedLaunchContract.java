package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.LogTarget;
import io.procmgr.job.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What fails is told as {@code failed}, alone, in words that name the culprit. */
abstract class FailedLaunchContract extends LauncherContract {
    @Test
    void missingProgramIsNamed() {
        assertThat(failure(new Request(directory, "/no/such/program")))
                .isEqualTo("cannot run /no/such/program: it does not exist");
        assertThat(failure(new Request(directory, "no-such-program").env("PATH", "/usr/bin:/bin")))
                .isEqualTo("cannot run no-such-program: it is in no directory of PATH (PATH=/usr/bin:/bin)");
        assertThat(failure(new Request(directory, "./missing")))
                .isEqualTo("cannot run ./missing: " + directory.resolve("./missing") + " does not exist");
    }

    @Test
    void programThatIsNoneIsNamed() throws IOException {
        Files.writeString(directory.resolve("text"), "#!/bin/sh\n");
        String text = directory.resolve("text").toString();

        assertThat(failure(new Request(directory, text)))
                .isEqualTo("cannot run " + text + ": it has no execute permission");
        assertThat(failure(new Request(directory, "text").env("PATH", directory.toString())))
                .isEqualTo("cannot run text: " + text + " has no execute permission");
        assertThat(failure(new Request(directory, "/usr"))).isEqualTo("cannot run /usr: it is a directory");
        assertThat(failure(new Request(directory, "/dev/null"))).isEqualTo("cannot run /dev/null: it is not a file");
    }

    @Test
    void programThatTheSystemRefusesDoesNotCountAsStarted() throws IOException {
        Path orphan = directory.resolve("orphan");
        Files.writeString(orphan, "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(orphan, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(failure(new Request(directory, orphan.toString())))
                .isEqualTo(
                        "cannot run " + orphan + ": it, or the interpreter that its first line names, was not found");

        Path broken = directory.resolve("broken");
        Files.write(broken, new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2});
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(failure(new Request(directory, broken.toString()))).startsWith("cannot run " + broken + ": ");
    }

    @Test
    void directoryIsNamed() throws IOException {
        Files.writeString(directory.resolve("file"), "");

        assertThat(failure(new Request(directory, "sleep", "60").in(directory.resolve("gone"))))
                .isEqualTo("cannot enter the directory " + directory.resolve("gone") + ": it does not exist");
        assertThat(failure(new Request(directory, "sleep", "60").in(directory.resolve("file"))))
                .isEqualTo("cannot enter the directory " + directory.resolve("file") + ": it is not a directory");
    }

    @Test
    void inputIsNamed() {
        assertThat(failure(new Request(directory, "sleep", "60").input(Path.of("gone"))))
                .isEqualTo("cannot open the input " + directory.resolve("gone") + ": it does not exist");
        assertThat(failure(new Request(directory, "sleep", "60").input(directory)))
                .isEqualTo("cannot open the input " + directory + ": it is a directory");
    }

    @Test
    void logFileIsNamed() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        Path lost = directory.resolve("gone/out");

        assertThat(failure(new Request(directory, "sleep", "60").out(new LogTarget.File(lost))))
                .isEqualTo("cannot append to the log file " + lost + ": " + lost.getParent() + " does not exist");
        assertThat(failure(new Request(directory, "sleep", "60").error(new LogTarget.File(lost))))
                .isEqualTo("cannot append to the log file " + lost + ": " + lost.getParent() + " does not exist");
        assertThat(failure(new Request(directory, "sleep", "60").out(new LogTarget.File(directory.resolve("folder")))))
                .isEqualTo("cannot append to the log file " + directory.resolve("folder") + ": it is a directory");
    }

    @Test
    void userAndGroupAreNamed() {
        assertThat(failure(new Request(directory, "sleep", "60").user("nobody-knows-him")))
                .isEqualTo("cannot become user nobody-knows-him: there is no such user");
        assertThat(failure(new Request(directory, "sleep", "60").user("root").group("no-such-group")))
                .isEqualTo("cannot become group no-such-group: there is no such group");
        assertThat(failure(new Request(directory, "sleep", "60").user("3999999999")))
                .isEqualTo("cannot become user 3999999999: no account has this number, so its group must be given");
    }

    @Test
    void cpusWithoutAnyPresentOneAreRefused() {
        assertThat(failure(new Request(directory, "sleep", "60").cpus(4000, 4001)))
                .startsWith("cannot set cpus: none of them is present (cpus=[4000, 4001], present=[0");
    }

    @Test
    void limitThatTheKernelRefusesIsNamed() {
        assertThat(failure(new Request(directory, "sleep", "60").limit(Resource.NOFILE, 1L << 40)))
                .startsWith("cannot set a limit: failed to set the NOFILE resource limit");
    }

    @Test
    void wordWithANulIsRefused() {
        assertThat(failure(new Request(directory, "sleep", "6\0000")))
                .isEqualTo("cannot run sleep: a word holds a NUL");
    }

    @Test
    void argumentsThatAreTooLongAreRefused() {
        assertThat(failure(new Request(directory, "echo", "x".repeat(200_000))))
                .startsWith("cannot start a process: its arguments and environment are too long");
    }

    private String failure(Request request) {
        RecordingListener listener = launch(request);
        String failure = listener.awaitFailed();
        assertThat(listener.told()).containsExactly("failed: " + failure);
        return failure;
    }
}
