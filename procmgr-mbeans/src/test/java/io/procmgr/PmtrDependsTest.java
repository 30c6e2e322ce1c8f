package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.until;
import static io.procmgr.RunningSupervisor.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that a job depends on: it runs while all are there, and starts anew when one has another content. */
@ExtendWith(LeakCheck.class)
class PmtrDependsTest {
    private static final int TEN_MEBIBYTES = 10 << 20;

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void aJobWhoseFileIsMissingWaitsAndStartsByItselfWhenItAppears() {
        Path file = home.resolve("late");
        supervisor.start(home, depending("mail", file), job("other"));
        supervisor.awaitState("mail", JobState.WAITING);
        assertThat(supervisor.status("mail").waitingFor()).contains("waits for file " + file + ": no such file");
        assertThat(supervisor.pid("other")).isPositive();

        write(file, "here");
        assertThat(supervisor.pid("mail")).isPositive();
    }

    @Test
    void aDirectoryThatIsMissingTooMayAppearFirst() throws IOException {
        Path file = home.resolve("a/b/late");
        supervisor.start(home, depending("mail", file));
        supervisor.awaitState("mail", JobState.WAITING);
        Files.createDirectories(file.getParent());
        write(file, "here");

        assertThat(supervisor.pid("mail")).isPositive();
    }

    @Test
    void aFileThatVanishesEndsTheJobUntilItIsBack() throws IOException {
        Path file = home.resolve("file");
        write(file, "here");
        supervisor.start(home, depending("mail", file));
        long before = supervisor.pid("mail");
        Files.delete(file);
        supervisor.awaitState("mail", JobState.WAITING);
        assertThat(new ProcessFacts(before).alive()).isFalse();

        write(file, "here");
        assertThat(supervisor.pidAfter("mail", before)).isPositive();
    }

    @Test
    void anotherContentRestartsTheJobAndEqualContentDoesNot() {
        Path changed = home.resolve("changed");
        Path same = home.resolve("same");
        write(changed, "one");
        write(same, "one");
        supervisor.start(home, depending("changed", changed), depending("same", same));
        long before = supervisor.pid("changed");
        long untouched = supervisor.pid("same");
        write(same, "one");
        write(changed, "two");
        supervisor.pidAfter("changed", before);

        assertThat(supervisor.status("same").pid()).hasValue(untouched);
        assertThat(supervisor.messages("changed", Kind.STATE)).contains("a watched file changed");
    }

    @Test
    void aFileIsReplacedByARenameToo() throws IOException {
        Path file = home.resolve("file");
        write(file, "one");
        supervisor.start(home, depending("mail", file));
        long before = supervisor.pid("mail");
        write(home.resolve("file.new"), "two");
        Files.move(home.resolve("file.new"), file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(supervisor.pidAfter("mail", before)).isPositive();
    }

    @Test
    void contentsThatChangePlacesAreAChange() {
        write(home.resolve("a"), "one");
        write(home.resolve("b"), "two");
        supervisor.start(home, job("mail", "depends {\n a\n b\n }"));
        long before = supervisor.pid("mail");
        write(home.resolve("a"), "two");
        write(home.resolve("b"), "one");

        assertThat(supervisor.pidAfter("mail", before)).isPositive();
    }

    @Test
    void pathsAreAbsoluteElseUnderDirElseUnderTheSupervisorsDirectory() throws IOException {
        Path directory = Files.createDirectory(home.resolve("run"));
        write(home.resolve("file"), "home");
        supervisor.start(
                home, job("plain", "depends {\n file\n }"), job("inside", "dir " + directory, "depends {\n file\n }"));
        assertThat(supervisor.pid("plain")).isPositive();
        supervisor.awaitState("inside", JobState.WAITING);

        write(directory.resolve("file"), "run");
        assertThat(supervisor.pid("inside")).isPositive();
    }

    @Test
    void aFileOfMoreThanTenMebibytesIsRefused() throws IOException {
        Path file = home.resolve("large");
        write(file, "");
        resize(file, TEN_MEBIBYTES);
        supervisor.start(home, depending("mail", file));
        long before = supervisor.pid("mail");
        resize(file, TEN_MEBIBYTES + 1);
        supervisor.awaitState("mail", JobState.WAITING);

        assertThat(supervisor.status("mail").waitingFor()).contains("waits for file " + file + ": larger than 10 MiB");
        until(() -> !new ProcessFacts(before).alive());
    }

    private static void resize(Path file, long bytes) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
    }

    private static String depending(String name, Path file) {
        return job(name, "depends {\n " + file + "\n }");
    }
}
