package io.procmgr;

import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus.Owner;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor that leaves its jobs, and another one in the same JVM, as after a deployment. */
@ExtendWith(LeakCheck.class)
class LeaveTest {
    /** With the other engine the JDK reaps the child, and what it told is gone with the first supervisor. */
    private static final boolean NATIVE =
            System.getProperty("procmgr.engine", "native").equals("native");

    @TempDir
    Path home;

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @AfterEach
    void stopWhatIsLeft() {
        supervisor
                .procMgr()
                .supervisor()
                .statuses()
                .forEach(job -> supervisor.command(job.name().value(), JobCommand.FORCE_STOP));
        supervisor
                .procMgr()
                .supervisor()
                .statuses()
                .forEach(
                        job -> until(() -> !supervisor.state(job.name().value()).isLive()));
    }

    @Test
    void whatIsLeftIsTakenOverAndReaped() {
        start("exec sleep 1000");
        long pid = supervisor.pid("mail");
        again();

        assertThat(supervisor.pid("mail")).isEqualTo(pid);
        assertThat(supervisor.status("mail").owner()).isEqualTo(Owner.ADOPTED);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertThat(supervisor.pidAfter("mail", pid)).isNotEqualTo(pid);
        if (NATIVE) {
            assertThat(supervisor.message("mail", Kind.EXITED)).contains("signal 9, pid " + pid);
        }
        assertThat(MarkedProcesses.zombies()).isEmpty();
    }

    @Test
    void theStatusOfAChildThatEndedBetweenTwoSupervisorsIsKnown() {
        start("while ! test -e go; do sleep 0.01; done; exit 3");
        long pid = supervisor.pid("mail");
        supervisor.close();
        RunningSupervisor.write(home.resolve("go"), "");
        until(() ->
                MarkedProcesses.zombies().contains(pid) || ProcessHandle.of(pid).isEmpty());

        supervisor.startWith(home, home.resolve("jobs.properties"));

        if (NATIVE) {
            assertThat(supervisor.message("mail", Kind.EXITED)).contains("exit status 3, pid " + pid);
        } else {
            assertThat(supervisor.message("mail", Kind.EXITED)).contains("exit status not known");
        }
        until(() -> MarkedProcesses.zombies().isEmpty());
    }

    @Test
    void whatIsLeftOfASessionWhoseLeaderEndedMeanwhileIsEndedBeforeTheNextRun() {
        start("sleep 1000 & echo $! > worker; exec sleep 1000");
        long pid = supervisor.pid("mail");
        until(() -> text(home.resolve("worker")).endsWith("\n"));
        long worker = Long.parseLong(text(home.resolve("worker")).strip());
        supervisor.close();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        until(() ->
                MarkedProcesses.zombies().contains(pid) || ProcessHandle.of(pid).isEmpty());

        supervisor.startWith(home, home.resolve("jobs.properties"));

        assertThat(supervisor.pidAfter("mail", pid)).isNotEqualTo(pid);
        assertThat(new MarkedProcesses(home.resolve("state")).isMarked(worker)).isFalse();
    }

    @Test
    void aDaemonThatIsLeftIsFollowedAndItsPidFileRemovedAtItsEnd() {
        start("setsid sleep 1000 & echo $! > pid", "pid-file = pid");
        long pid = supervisor.pid("mail");
        again();

        assertThat(supervisor.pid("mail")).isEqualTo(pid);
        assertThat(supervisor.status("mail").owner()).isEqualTo(Owner.PIDFILE);
        assertThat(text(home.resolve("pid"))).isEqualTo(pid + "\n");
        supervisor.command("mail", JobCommand.STOP);

        supervisor.awaitState("mail", JobState.STOPPED);
        assertThat(home.resolve("pid")).doesNotExist();
    }

    @Test
    void whatIsLeftIsToldInTheLog() {
        start("exec sleep 1000");
        supervisor.pid("mail");
        supervisor.close();

        assertThat(supervisor.messages("mail", Kind.LEFT)).containsExactly("goes on without this supervisor");
        supervisor.startWith(home, home.resolve("jobs.properties"));
    }

    private void again() {
        supervisor.awaitState("mail", JobState.RUNNING);
        supervisor.close();
        supervisor.startWith(home, home.resolve("jobs.properties"));
        assertThat(supervisor.state("mail")).isEqualTo(JobState.RUNNING);
    }

    private void start(String script, String... more) {
        StringBuilder text = new StringBuilder();
        text.append("procmgr.jobs.mail.command = ").append(script).append('\n');
        text.append("procmgr.jobs.mail.shell = true\n");
        text.append("procmgr.jobs.mail.on-shutdown = leave\n");
        text.append("procmgr.jobs.mail.directory = ").append(home).append('\n');
        text.append("procmgr.jobs.mail.start-seconds = 50ms\n");
        for (String line : more) {
            text.append("procmgr.jobs.mail.").append(line).append('\n');
        }
        RunningSupervisor.write(home.resolve("jobs.properties"), text.toString());
        supervisor.startWith(home, home.resolve("jobs.properties"));
    }
}
