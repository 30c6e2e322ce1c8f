package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.RefusedException;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An invalid file touches nothing, says why, and is over as soon as a valid one is there. */
@Tag("any-engine")
@ExtendWith(LeakCheck.class)
class PmtrRejectedTest {
    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    private long pid;

    private void startAndBreak(String... jobs) {
        supervisor.start(home, jobs);
        pid = supervisor.pid("mail");
        supervisor.write(job("mail", "nice high"), job("mail"));
        supervisor.awaitReloadError();
    }

    @Test
    void nothingIsTouchedAndAllReasonsAreTold() {
        startAndBreak(job("mail"));

        assertThat(supervisor.status("mail").pid()).hasValue(pid);
        assertThat(supervisor.awaitReloadError()).contains("jobs.conf:4", "nice", "jobs.conf:6", "earlier job");
        assertThat(rejections()).singleElement().satisfies(change -> assertThat(change.message())
                .startsWith("configuration refused, nothing was changed:\n")
                .contains("jobs.conf:4"));
        assertThat(supervisor.procMgr().supervisor().config().generation()).isOne();
    }

    @Test
    void theNextValidFileIsApplied() {
        startAndBreak(job("mail"));
        supervisor.write(job("mail"), job("new"));

        assertThat(supervisor.pid("new")).isPositive();
        assertThat(supervisor.status("mail").pid()).hasValue(pid);
        assertThat(supervisor.procMgr().supervisor().config().lastReloadError()).isEmpty();
    }

    @Test
    void theOldTextPutBackClearsTheError() {
        startAndBreak(job("mail"));
        supervisor.write(job("mail"));
        RunningSupervisor.until(() ->
                supervisor.procMgr().supervisor().config().lastReloadError().isEmpty());

        assertThat(supervisor.status("mail").pid()).hasValue(pid);
    }

    @Test
    void jobsGoOnUnderTheOldDefinitionsWhichMayWatchFiles() {
        RunningSupervisor.write(home.resolve("watched"), "one");
        startAndBreak(job("mail", "depends {\n watched\n }"));
        RunningSupervisor.write(home.resolve("watched"), "two");

        assertThat(supervisor.pidAfter("mail", pid)).isPositive();
        assertThat(rejections()).hasSize(1);
    }

    @Test
    void aFileThatVanishesTouchesNothingEither() throws IOException {
        supervisor.start(home, job("mail"));
        pid = supervisor.pid("mail");
        Files.delete(supervisor.file());

        assertThat(supervisor.awaitReloadError()).contains("jobs.conf");
        assertThat(supervisor.status("mail").pid()).hasValue(pid);
        supervisor.write(job("mail"), job("new"));
        assertThat(supervisor.pid("new")).isPositive();
    }

    @Test
    void aReloadThatSomebodyAsksForIsRefusedWithTheReasons() {
        startAndBreak(job("mail"));

        assertThatThrownBy(() -> supervisor.procMgr().configuration().reload())
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("cannot apply the configuration, nothing was changed:\n")
                .hasMessageContaining("jobs.conf:4");
    }

    private List<JobChange> rejections() {
        return supervisor.changes().stream()
                .filter(change -> change.kind() == Kind.CONFIG_REJECTED)
                .toList();
    }
}
