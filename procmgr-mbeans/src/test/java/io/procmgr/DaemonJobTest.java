package io.procmgr;

import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus.Owner;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs with a pid file under a whole supervisor. */
@ExtendWith(LeakCheck.class)
class DaemonJobTest {
    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void daemonThatDiesIsStartedAgain() {
        start("setsid sleep 1000 & echo $! > pid");
        long first = supervisor.pid("mail");
        assertThat(supervisor.status("mail").owner()).isEqualTo(Owner.PIDFILE);
        assertThat(text(home.resolve("pid"))).isEqualTo(first + "\n");

        supervisor.procMgr().supervisor().signal(new JobName("mail"), Signal.KILL);

        long second = supervisor.pidAfter("mail", first);
        assertThat(text(home.resolve("pid"))).isEqualTo(second + "\n");
        assertThat(supervisor.message("mail", Kind.EXITED)).contains("pid " + first);
    }

    @Test
    void stoppedDaemonLeavesNoPidFile() {
        start("setsid sleep 1000 & echo $! > pid");
        supervisor.pid("mail");
        assertThat(home.resolve("pid")).exists();

        supervisor.command("mail", JobCommand.STOP);

        supervisor.awaitState("mail", JobState.STOPPED);
        assertThat(home.resolve("pid")).doesNotExist();
    }

    @Test
    void daemonThatDoesNotComeUpIsTriedAgainAfterTheBackOff() {
        start("setsid sleep 1000 & echo start >> starts", "ready.timeout=300ms");

        until(() -> text(home.resolve("starts")).lines().count() >= 2);

        assertThat(supervisor.message("mail", Kind.NOTICE))
                .isEqualTo("cannot start it: no process of it in the pid file within 0.3 s: it is not there (pid-file="
                        + home.resolve("pid") + ")");
        assertThat(supervisor.status("mail").history().failureCount()).isPositive();
    }

    @Test
    void stopWhileItComesUpEndsTheStartCommand() {
        start("echo start >> starts; sleep 1000");
        until(() -> Files.exists(home.resolve("starts")));
        assertThat(supervisor.state("mail")).isEqualTo(JobState.STARTING);

        supervisor.command("mail", JobCommand.STOP);

        supervisor.awaitState("mail", JobState.STOPPED);
    }

    private void start(String script, String... more) {
        Path file = home.resolve("jobs.properties");
        StringBuilder text = new StringBuilder();
        text.append("procmgr.jobs.mail.command=").append(script).append('\n');
        text.append("procmgr.jobs.mail.shell=true\n");
        text.append("procmgr.jobs.mail.directory=").append(home).append('\n');
        text.append("procmgr.jobs.mail.pid-file=pid\n");
        for (String line : more) {
            text.append("procmgr.jobs.mail.").append(line).append('\n');
        }
        RunningSupervisor.write(file, text.toString());
        supervisor.startWith(home, file);
    }
}
