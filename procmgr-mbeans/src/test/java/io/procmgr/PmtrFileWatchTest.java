package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which people and programs replace a file is noticed, more than once. */
@ExtendWith(LeakCheck.class)
class PmtrFileWatchTest {
    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    /** Replaces the file by one of that text. */
    @FunctionalInterface
    private interface Way {
        void write(Path file, String text) throws IOException;
    }

    private void isNoticedTwice(Way way) throws IOException {
        long mail = supervisor.pid("mail");
        way.write(supervisor.file(), job("mail") + job("first"));
        supervisor.pid("first");
        way.write(supervisor.file(), job("mail") + job("second"));
        supervisor.pid("second");

        assertThat(supervisor.pid("mail")).isEqualTo(mail);
    }

    @Test
    void writingInPlaceIsNoticed() throws IOException {
        supervisor.start(home, job("mail"));
        isNoticedTwice(Files::writeString);
    }

    @Test
    void aFileThatIsEmptyForAMomentWhileItIsWrittenStopsNobody() throws IOException, InterruptedException {
        supervisor.start(home, job("mail"));
        long mail = supervisor.pid("mail");
        Path next = Files.writeString(home.resolve("jobs.next"), job("mail") + job("second"));
        String slowly = "exec >\"$2\"; sleep 0.6; cat \"$1\"";
        Process writer = new ProcessBuilder(
                        "sh",
                        "-c",
                        slowly,
                        "sh",
                        next.toString(),
                        supervisor.file().toString())
                .start();
        supervisor.pid("second");

        assertThat(writer.waitFor()).isZero();
        assertThat(supervisor.pid("mail")).isEqualTo(mail);
        assertThat(supervisor.procMgr().supervisor().config().generation()).isEqualTo(2);
    }

    @Test
    void aFileThatStaysEmptyEndsAllJobs() {
        supervisor.start(home, job("mail"));
        supervisor.pid("mail");
        supervisor.write("");
        RunningSupervisor.until(() -> supervisor.find("mail").isEmpty());
    }

    @Test
    void renamingOverTheFileIsNoticed() throws IOException {
        supervisor.start(home, job("mail"));
        isNoticedTwice((file, text) -> renameOver(home.resolve("jobs.new"), file, text));
    }

    @Test
    void renamingTheOldFileAndKeepingItIsNoticed() throws IOException {
        supervisor.start(home, job("mail"));
        isNoticedTwice((file, text) -> {
            Files.move(file, home.resolve("jobs.bak"), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(file, text);
        });
    }

    @Test
    void writingANewFileAndThenDeletingTheBackupIsNoticed() throws IOException {
        supervisor.start(home, job("mail"));
        isNoticedTwice((file, text) -> {
            Path backup = home.resolve("jobs.conf~");
            Files.move(file, backup);
            Files.writeString(file, text);
            Files.delete(backup);
        });
    }

    @Test
    void aLinkPointedElsewhereIsNoticed() throws IOException {
        Path real = home.resolve("elsewhere.conf");
        Files.writeString(real, "");
        Files.createSymbolicLink(home.resolve("jobs.conf"), real);
        supervisor.start(home, job("mail"));
        isNoticedTwice((file, text) -> {
            Path target = Files.writeString(Files.createTempFile(home, "target", ".conf"), text);
            repoint(file, target);
        });
    }

    @Test
    void aMountedConfigMapIsNoticed() throws IOException {
        Path data = home.resolve("..data");
        mount(data, job("mail"));
        Files.createSymbolicLink(home.resolve("jobs.conf"), Path.of("..data/jobs.conf"));
        supervisor.start(home, job("mail"));
        isNoticedTwice((file, text) -> {
            Path old = data.toRealPath();
            mount(data, text);
            Files.delete(old.resolve("jobs.conf"));
            Files.delete(old);
        });
    }

    @Test
    void touchingReadsTheFileAndChangesNothing() throws IOException {
        supervisor.start(home, job("mail"));
        long mail = supervisor.pid("mail");
        Files.setLastModifiedTime(supervisor.file(), FileTime.from(Instant.EPOCH));
        supervisor.write(job("mail"), job("new"));
        supervisor.pid("new");

        assertThat(supervisor.pid("mail")).isEqualTo(mail);
        assertThat(supervisor.changes().stream().filter(change -> change.kind() == Kind.CONFIG_RELOADED))
                .hasSize(2);
    }

    @Test
    void manyChangesInARowEndWithTheLast() throws IOException {
        supervisor.start(home, job("mail"));
        long mail = supervisor.pid("mail");
        for (int i = 0; i < 200; i++) {
            renameOver(home.resolve("jobs.new"), supervisor.file(), job("mail") + job("number" + i));
        }

        assertThat(supervisor.pid("number199")).isPositive();
        RunningSupervisor.until(
                () -> supervisor.procMgr().supervisor().statuses().size() == 2);
        assertThat(supervisor.pid("mail")).isEqualTo(mail);
    }

    private static void renameOver(Path fresh, Path file, String text) throws IOException {
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As {@code ln -sfn}: a new link, renamed over the old one. */
    private static void repoint(Path link, Path target) throws IOException {
        Path fresh = link.resolveSibling("link.new");
        Files.createSymbolicLink(fresh, target);
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As the kubelet does it: a new directory, then one swap of the link that all files go through. */
    private static void mount(Path data, String text) throws IOException {
        Path directory = Files.createTempDirectory(data.getParent(), "..2026");
        Files.writeString(directory.resolve("jobs.conf"), text);
        repoint(data, directory.getFileName());
    }
}
