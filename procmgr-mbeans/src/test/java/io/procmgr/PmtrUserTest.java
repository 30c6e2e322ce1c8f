package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.sh;
import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import io.procmgr.testing.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which steps of a start have the supervisor's rights, and which have those of the job's user. */
@ExtendWith(LeakCheck.class)
class PmtrUserTest {
    private static final int NOBODY = 65534;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @BeforeEach
    void rootIsNeeded() {
        Root.isNeeded();
    }

    @Test
    void aJobRunsWithTheIdsAndTheGroupsOfItsUser() {
        supervisor.start(home, job("mail", "user nobody"));
        ProcessFacts child = facts("mail");

        assertThat(child.status("Uid")).isEqualTo("65534 65534 65534 65534");
        assertThat(child.status("Gid")).isEqualTo("65534 65534 65534 65534");
        assertThat(child.status("Groups")).isEqualTo("65534");
    }

    @Test
    void priorityAndLimitsAreSetWithTheRightsOfTheSupervisor() {
        supervisor.start(home, job("mail", "user nobody", "nice -5", "ulimit -n 77"));
        ProcessFacts child = facts("mail");

        assertThat(child.status("Uid")).startsWith("65534");
        assertThat(child.nice()).isEqualTo(-5);
        assertThat(child.limit("Max open files")).isEqualTo("77 77");
    }

    @Test
    void variablesOfTheUserAreSetUnlessGiven() {
        supervisor.start(home, job("mail", "user nobody", "env HOME=/elsewhere"));

        assertThat(facts("mail").environment())
                .contains("USER=nobody", "LOGNAME=nobody", "SHELL=/usr/sbin/nologin", "HOME=/elsewhere")
                .doesNotContain("HOME=/nonexistent");
    }

    @Test
    void variablesOfAJobWithoutUserAreThoseOfTheSupervisor() {
        supervisor.start(home, job("mail"));

        assertThat(facts("mail").environment()).contains("HOME=" + System.getenv("HOME"));
    }

    @Test
    void filesAreOpenedWithTheRightsOfTheUser() throws IOException {
        Path open = owned(Files.createDirectory(home.resolve("open")));
        Path closed = Files.createDirectory(home.resolve("closed"), PRIVATE);
        RunningSupervisor.write(closed.resolve("in"), "secret\n");
        supervisor.start(
                home,
                job("good", "user nobody", "dir " + open, "out out", "err err"),
                job("out", "user nobody", "out " + closed + "/out"),
                job("err", "user nobody", "err " + closed + "/err"),
                job("in", "user nobody", "in " + closed + "/in"),
                job("relative", "user nobody", "dir " + closed, "out out"));
        supervisor.pid("good");

        assertThat(Files.getAttribute(open.resolve("out"), "unix:uid")).isEqualTo(NOBODY);
        assertThat(Files.getAttribute(open.resolve("err"), "unix:uid")).isEqualTo(NOBODY);
        assertThat(supervisor.message("relative", Kind.NOTICE))
                .startsWith("cannot create " + closed + "/out: Permission");
        for (String name : new String[] {"out", "err", "in"}) {
            assertThat(supervisor.message(name, Kind.NOTICE)).contains(closed + "/" + name, "ermission denied");
            supervisor.awaitState(name, JobState.BACKOFF);
        }
    }

    @Test
    void theDirectoryIsEnteredWithTheRightsOfTheSupervisorAndFilesAreRelativeToIt() throws IOException {
        Path closed = Files.createDirectory(home.resolve("closed"), PRIVATE);
        Path inside = owned(Files.createDirectory(closed.resolve("inside")));
        RunningSupervisor.write(inside.resolve("in"), "hello\n");
        supervisor.start(
                home,
                job("mail", sh("cat; echo error >&2"), "user nobody", "dir " + inside, "in in", "out out", "err err"));
        until(() -> text(inside.resolve("err")).equals("error\n"));

        assertThat(text(inside.resolve("out"))).isEqualTo("hello\n");
    }

    @Test
    void theLogTakesTheOutputOfAnyUser() throws IOException {
        supervisor.start(home, job("mail", sh("echo out; echo error >&2; exec sleep 1000"), "user nobody"));
        until(() -> text(supervisor.log("mail")).equals("out\nerror\n"));

        assertThat(facts("mail").status("Uid")).startsWith("65534");
    }

    private static Path owned(Path file) throws IOException {
        return Files.setAttribute(file, "unix:uid", NOBODY);
    }

    private ProcessFacts facts(String job) {
        return new ProcessFacts(supervisor.pid(job));
    }
}
