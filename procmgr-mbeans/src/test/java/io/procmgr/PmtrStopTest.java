package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.sh;
import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How jobs end when they are told to. */
@ExtendWith(LeakCheck.class)
class PmtrStopTest {
    /** Says that it is ready and takes no notice of TERM. */
    private static final String STUBBORN = sh("trap '' TERM; echo ready; while :; do sleep 0.01; done");

    /** Its child leads a process group of its own, as under a shell with job control. */
    private static final String WITH_GRANDCHILD =
            "cmd /usr/bin/perl -e \"$| = 1; if (fork) { sleep 1000 } else { setpgrp; print $$; sleep 1000 }\"";

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void aJobIsEndedByTerm() {
        supervisor.start(home, job("mail"));
        supervisor.pid("mail");
        supervisor.command("mail", JobCommand.STOP);
        supervisor.awaitState("mail", JobState.STOPPED);

        assertThat(supervisor.status("mail").history().lastExit()).contains(ExitStatus.signalled(15));
    }

    @Test
    @Tag("any-engine")
    void aJobThatIgnoresTermIsKilledTenSecondsLater() {
        supervisor.start(home, job("stubborn", STUBBORN));
        awaitOutput("stubborn");
        supervisor.command("stubborn", JobCommand.STOP);
        supervisor.awaitState("stubborn", JobState.STOPPED);

        assertThat(supervisor.messages("stubborn", Kind.STATE))
                .anyMatch(message -> message.endsWith("did not end within 10 s"));
        assertThat(supervisor.status("stubborn").history().lastExit()).contains(ExitStatus.signalled(9));
    }

    @Test
    void forceStopKillsAtOnce() {
        supervisor.start(home, job("stubborn", STUBBORN));
        awaitOutput("stubborn");
        supervisor.command("stubborn", JobCommand.FORCE_STOP);
        supervisor.awaitState("stubborn", JobState.STOPPED);

        assertThat(supervisor.status("stubborn").history().lastExit()).contains(ExitStatus.signalled(9));
    }

    @Test
    void grandchildrenInOtherProcessGroupsEndWithTheSession() {
        supervisor.start(home, job("mail", WITH_GRANDCHILD));
        ProcessFacts grandchild = new ProcessFacts(awaitOutput("mail"));
        long main = supervisor.pid("mail");
        assertThat(grandchild.group()).isEqualTo(grandchild.pid());
        assertThat(grandchild.session()).isEqualTo(main);

        supervisor.command("mail", JobCommand.STOP);
        supervisor.awaitState("mail", JobState.STOPPED);

        assertThat(grandchild.alive()).isFalse();
        assertThat(new ProcessFacts(main).alive()).isFalse();
    }

    @Test
    void aJobThatIsHaltedEndsToo() {
        supervisor.start(home, job("mail"));
        ProcessFacts child = new ProcessFacts(supervisor.pid("mail"));
        supervisor.procMgr().supervisor().signal(new JobName("mail"), Signal.STOP);
        until(() -> child.status("State").startsWith("T"));
        supervisor.command("mail", JobCommand.STOP);
        supervisor.awaitState("mail", JobState.STOPPED);

        assertThat(supervisor.status("mail").history().lastExit()).contains(ExitStatus.signalled(15));
    }

    @Test
    void closingKillsWhatIgnoresTermWithinTheShutdownTimeout() {
        supervisor.start(home, job("stubborn", STUBBORN), job("gentle", WITH_GRANDCHILD));
        ProcessFacts grandchild = new ProcessFacts(awaitOutput("gentle"));
        awaitOutput("stubborn");
        ProcessFacts stubborn = new ProcessFacts(supervisor.pid("stubborn"));
        supervisor.close();

        assertThat(stubborn.alive()).isFalse();
        assertThat(grandchild.alive()).isFalse();
        assertThat(supervisor.state("stubborn")).isEqualTo(JobState.STOPPED);
        assertThat(supervisor.messages("stubborn", Kind.STATE)).contains("the supervisor's time to shut down is over");
        assertThat(supervisor.status("gentle").history().lastExit()).contains(ExitStatus.signalled(15));
    }

    @Test
    void aJobInItsDelayDoesNotHoldUpTheEnd() {
        supervisor.start(home, job("delayed", sh("exit 1")));
        supervisor.awaitState("delayed", JobState.BACKOFF);
        supervisor.close();

        assertThat(supervisor.state("delayed")).isEqualTo(JobState.STOPPED);
        assertThat(supervisor.launches("delayed")).isOne();
    }

    /** The number that the job has written, or 0 for a word. */
    private long awaitOutput(String job) {
        until(() -> !text(supervisor.log(job)).isEmpty());
        String output = text(supervisor.log(job)).strip();
        return output.equals("ready") ? 0 : Long.parseLong(output);
    }
}
