package io.procmgr;

import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A watched file of a job that can read its files anew. */
@ExtendWith(LeakCheck.class)
class WatchReloadTest {
    private static final String SCRIPT = "trap 'echo read anew' USR1; echo up; while :; do sleep 0.05; done";

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void changeOfAWatchedFileSendsTheReloadSignalAndTheJobStays() {
        start("reload.signal=USR1\n");
        long pid = supervisor.pid("mail");
        supervisor.awaitState("mail", JobState.RUNNING);

        RunningSupervisor.write(home.resolve("settings"), "two");

        until(() -> text(supervisor.log("mail")).contains("read anew"));
        assertThat(supervisor.pid("mail")).isEqualTo(pid);
    }

    @Test
    void withoutAReloadSignalItIsStartedAnew() {
        start("");
        long pid = supervisor.pid("mail");
        supervisor.awaitState("mail", JobState.RUNNING);

        RunningSupervisor.write(home.resolve("settings"), "two");

        supervisor.pidAfter("mail", pid);
    }

    private void start(String more) {
        RunningSupervisor.write(home.resolve("settings"), "one");
        Path file = home.resolve("mail.job");
        RunningSupervisor.write(
                file,
                "shell=true\ncommand=" + SCRIPT + "\nstart-seconds=0s\nwatch=" + home.resolve("settings") + "\n"
                        + more);
        supervisor.startWith(home, file);
    }
}
