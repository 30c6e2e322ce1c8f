package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.LogTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes of other users; {@code nobody} and {@code daemon} exist everywhere. */
abstract class UserContract extends LauncherContract {
    private Path open;

    @BeforeEach
    void openDirectory() throws IOException {
        Rights.needRoot();
        open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void childGetsUserGroupAndSupplementaryGroups() {
        String script = "id -u; id -g; id -G; grep CapEff /proc/self/status";

        String[] shown = shown(Request.sh(open, script).user("nobody")).split("\n");

        Account nobody = account("nobody");
        assertThat(shown[0]).isEqualTo("" + nobody.uid());
        assertThat(shown[1]).isEqualTo("" + nobody.gid());
        assertThat(shown[2]).isEqualTo("" + nobody.gid());
        assertThat(shown[3]).matches("CapEff:\\s+0+");
    }

    @Test
    void daemonOfTheUserIsFollowedAndAProcessOfAnotherIsNot() {
        String script = "sleep 60 & echo $! > pid";
        RecordingListener listener =
                launch(Request.sh(open, script).user("nobody").daemon(Duration.ofSeconds(20)));
        assertThat(listener.awaitLaunched().pid()).isPositive();
        listener.killSession();

        long own = ProcessHandle.current().pid();
        RecordingListener liar = launch(Request.sh(open, "setsid sleep 60 & echo " + own + " > pid")
                .user("nobody")
                .daemon(Duration.ofSeconds(2)));
        assertThat(liar.awaitFailed()).contains("it names pid " + own);
    }

    @Test
    void groupReplacesThatOfTheUser() {
        long daemon = account("daemon").gid();

        String output = shown(Request.sh(open, "id -g; id -G").user("nobody").group("daemon"));

        assertThat(output).isEqualTo(daemon + "\n" + daemon + "\n");
    }

    @Test
    void numbersWillDoForUserAndGroup() throws IOException {
        Account nobody = account("nobody");
        assertThat(shown(Request.sh(open, "id -un").user("" + nobody.uid()))).isEqualTo("nobody\n");
        Files.delete(open.resolve("out"));
        String output = shown(Request.sh(open, "id -u; id -G").user("64123").group("64124"));
        assertThat(output).isEqualTo("64123\n64124\n");
    }

    @Test
    void variablesOfTheUserAreSetUnlessTheJobSaysOtherwise() {
        Account nobody = account("nobody");
        String script = "echo $USER $LOGNAME $HOME $SHELL";

        assertThat(shown(Request.sh(open, script).user("nobody").env("HOME", "/mine")))
                .isEqualTo("nobody nobody /mine " + nobody.shell() + "\n");
    }

    @Test
    void filesAreOpenedWithTheRightsOfTheUser() throws IOException {
        RecordingListener allowed = launch(new Request(open, "echo", "mine").user("nobody"));
        assertThat(allowed.awaitExited()).isEqualTo("exit status 0");
        assertThat(Files.getOwner(open.resolve("out")).getName()).isEqualTo("nobody");

        Path secret = Files.writeString(directory.resolve("secret"), "");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        RecordingListener refused =
                launch(new Request(open, "echo").user("nobody").out(new LogTarget.File(secret)));
        assertThat(refused.awaitFailed()).isEqualTo("cannot create " + secret + ": Permission denied");
        RecordingListener unread =
                launch(new Request(open, "cat").user("nobody").input(secret));
        assertThat(unread.awaitFailed()).isEqualTo("cannot open " + secret + ": Permission denied");
    }

    @Test
    void linkInADirectoryOfTheUserLendsNoRights() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "kept\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(open.resolve("out"), secret);

        RecordingListener refused = launch(new Request(open, "echo", "mine").user("nobody"));

        assertThat(refused.awaitFailed()).startsWith("cannot create " + open.resolve("out"));
        assertThat(secret).hasContent("kept\n");
    }

    @Test
    void defaultLogFileIsGivenToTheUser() throws IOException {
        RecordingListener listener =
                launch(new Request(directory, "echo", "mine").user("nobody").out(new LogTarget.Default()));

        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
        Path log = directory.resolve("job.log");
        assertThat(log).hasContent("mine\n");
        assertThat(Files.getOwner(log).getName()).isEqualTo("nobody");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void defaultLogFileTakesTheOutputOfAUserWhoMayNotEnterItsDirectory() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

        RecordingListener listener = launch(Request.sh(directory, "echo out; echo error >&2")
                .user("nobody")
                .in(Path.of("/"))
                .out(new LogTarget.Default()));

        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
        assertThat(directory.resolve("job.log")).hasContent("out\nerror\n");
    }

    @Test
    void relativeFilesAreFoundInADirectoryWhoseParentIsClosed() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

        RecordingListener listener = launch(new Request(open, "echo", "mine").user("nobody"));

        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
        assertThat(open.resolve("out")).hasContent("mine\n");
    }

    @Test
    void programThatOnlyOthersMayRunIsNamed() throws IOException {
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        RecordingListener refused = launch(new Request(open, program.toString()).user("nobody"));

        assertThat(refused.awaitFailed()).isEqualTo("cannot run " + program + ": no execute permission for this user");
    }

    @Test
    void rightsThatOnlyTheSupervisorHasAreUsedBeforeTheUserIsSet() throws IOException {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

        RecordingListener listener = launch(new Request(open, "nice")
                .user("nobody")
                .in(closed)
                .nice(-5)
                .out(new LogTarget.File(open.resolve("out"))));

        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
        assertThat(open.resolve("out")).hasContent("-5\n");
    }

    private String shown(Request request) {
        assertThat(launch(request).awaitExited()).isEqualTo("exit status 0");
        return read("open/out");
    }

    private static Account account(String name) {
        try {
            return new Accounts(Tools.ofSystem()).user(name).orElseThrow();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
