package io.procmgr;

import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import io.procmgr.testing.Root;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** In whose rights the logs of a supervisor that is root are rotated, and what it makes of a full disk. */
@ExtendWith(LeakCheck.class)
class LogRightsTest {
    private static final int NOBODY = 65534;
    private static final String TEXT = "line of a log\n".repeat(20_000);
    private static final boolean JAVA = "java".equals(System.getProperty("procmgr.engine"));

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @BeforeEach
    void rootIsNeeded() {
        Root.isNeeded();
    }

    private void start(String... lines) {
        Path config = home.resolve("jobs.properties");
        StringBuilder text = new StringBuilder("procmgr.jobs.web.command=sleep 1000\n");
        for (String line : lines) {
            text.append("procmgr.jobs.web.").append(line).append('\n');
        }
        RunningSupervisor.write(config, text.toString());
        supervisor.startWith(home, config);
        supervisor.awaitState("web", JobState.RUNNING);
    }

    private void rotate() throws Exception {
        ObjectName name = new ObjectName("procmgr:type=Process,app=" + home.getFileName() + ",name=web");
        ManagementFactory.getPlatformMBeanServer().invoke(name, "rotateLogs", new Object[0], new String[0]);
    }

    private static Object owner(Path file) throws IOException {
        return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private Path usersDirectory() throws IOException {
        Path directory = Files.createDirectory(home.resolve("users"));
        Files.setAttribute(directory, "unix:uid", NOBODY);
        return directory;
    }

    private String trouble() {
        until(() -> supervisor.messages("web", Kind.NOTICE).stream().anyMatch(line -> line.contains("cannot rotate")));
        return supervisor.status("web").history().lastError();
    }

    @Test
    void archivesOfALogInTheSupervisorsDirectoryBelongToTheJobsUser() throws Exception {
        start("user=nobody");
        Files.writeString(supervisor.log("web"), TEXT);
        rotate();
        Path archive = supervisor.log("web").resolveSibling("web.log.1");
        until(() -> Files.exists(archive));

        assertThat(owner(archive)).isEqualTo(NOBODY);
    }

    @Test
    void aLogInTheUsersDirectoryIsRotatedWithTheRightsOfTheUser() throws Exception {
        Path log = usersDirectory().resolve("own.log");
        start("user=nobody", "log.file=" + log);
        Files.writeString(log, TEXT);
        rotate();
        if (JAVA) {
            assertThat(trouble()).contains("the java engine cannot take the rights of another user");
            return;
        }
        Path archive = log.resolveSibling("own.log.1");
        until(() -> Files.exists(archive));

        assertThat(owner(archive)).isEqualTo(NOBODY);
    }

    @Test
    void aLinkInTheUsersDirectoryLeadsNowhere() throws Exception {
        Path directory = usersDirectory();
        Path log = directory.resolve("logs/own.log");
        Files.setAttribute(Files.createDirectory(log.getParent()), "unix:uid", NOBODY);
        start("user=nobody", "log.file=" + log);
        Path secret = Files.createDirectory(home.resolve("secret"));
        Files.writeString(secret.resolve("own.log"), TEXT);
        Files.move(log.getParent(), directory.resolve("elsewhere"));
        Files.createSymbolicLink(log.getParent(), secret);
        rotate();

        assertThat(trouble()).startsWith("cannot rotate " + log);
        assertThat(secret.resolve("own.log")).hasContent(TEXT);
        assertThat(secret.toFile().list()).containsExactly("own.log");
    }

    @Test
    void aFullDiskIsToldOnceAndRotationGoesOnWhenThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(home.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.toString());
        try {
            Path log = disk.resolve("web.log");
            start("log.file=" + log);
            Path filler = Files.write(disk.resolve("filler"), new byte[600 * 1024]);
            Files.writeString(log, TEXT);
            rotate();

            assertThat(trouble()).startsWith("cannot rotate " + log + ": No space left on device");
            assertThat(log).hasContent(TEXT);
            assertThat(disk.toFile().list()).containsExactlyInAnyOrder("filler", "web.log");
            Files.delete(filler);
            rotate();
            until(() -> Files.exists(disk.resolve("web.log.1")));
            assertThat(disk.resolve("web.log.1")).hasContent(TEXT);
            assertThat(supervisor.messages("web", Kind.NOTICE))
                    .filteredOn(line -> line.contains("rotate"))
                    .hasSize(1);
        } finally {
            supervisor.close();
            run("umount", disk.toString());
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
