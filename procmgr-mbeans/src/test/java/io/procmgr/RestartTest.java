package io.procmgr;

import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.JobChange;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stop by any signal, and a restart that waits for the end of the old process, however long that takes. */
@ExtendWith(LeakCheck.class)
class RestartTest {
    private static final String LOOP = "echo ready; while :; do sleep 0.01; done";

    @RegisterExtension
    final RunningSupervisor running = new RunningSupervisor();

    @TempDir
    Path home;

    private void start(String script, String... more) throws IOException {
        String text = "procmgr.jobs.web.command = sh -c \"" + script + "\"\nprocmgr.jobs.web."
                + String.join("\nprocmgr.jobs.web.", more) + "\n";
        running.startWith(home, Files.writeString(home.resolve("jobs.properties"), text));
        awaitReady(1);
    }

    private void awaitReady(int times) {
        until(() -> text(running.log("web")).lines().filter("ready"::equals).count() == times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "QUIT", "USR1", "USR2", "ALRM", "TERM"})
    void aJobIsStoppedByTheSignalOfItsDefinition(String signal) throws IOException {
        start("trap 'echo got; exit 0' " + signal + "; " + LOOP, "stop.signal = " + signal);

        running.command("web", JobCommand.STOP);
        running.awaitState("web", JobState.STOPPED);

        assertThat(text(running.log("web"))).startsWith("ready\n").endsWith("got\n");
        assertThat(running.status("web").history().lastExit()).contains(ExitStatus.exited(0));
    }

    @Test
    void aRestartOfAJobThatIgnoresItsSignalKillsItAndThenStartsIt() throws IOException {
        start("trap '' HUP; " + LOOP, "stop.signal = HUP", "stop.timeout = 300ms");
        long before = running.pid("web");

        running.command("web", JobCommand.RESTART);

        awaitReady(2);
        assertThat(running.pidAfter("web", before)).isNotEqualTo(before);
        assertThat(running.status("web").history().lastExit()).contains(ExitStatus.signalled(9));
        assertThat(running.messages("web", Kind.STATE))
                .anyMatch(message -> message.endsWith("pid " + before + " did not end within 300 ms"));
        List<Kind> kinds = running.changes().stream()
                .map(JobChange::kind)
                .filter(kind -> kind == Kind.LAUNCHED || kind == Kind.EXITED)
                .toList();
        assertThat(kinds).containsExactly(Kind.LAUNCHED, Kind.EXITED, Kind.LAUNCHED);
    }

    @Test
    void aRestartOfAJobAtRestStartsIt() throws IOException {
        start(LOOP, "restart = never");
        running.command("web", JobCommand.STOP);
        running.awaitState("web", JobState.STOPPED);

        running.command("web", JobCommand.RESTART);

        awaitReady(2);
    }

    @Test
    void fiveStartsOfOneJobAtOnceMakeOneProcess() throws IOException, InterruptedException {
        start(LOOP, "restart = never");
        running.command("web", JobCommand.STOP);
        running.awaitState("web", JobState.STOPPED);
        long before = running.launches("web");

        // threads of their own: the common pool may have one alone
        List<Thread> starts = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            Thread start = new Thread(() -> {
                all.countDown();
                awaitAll(all);
                running.command("web", JobCommand.START);
            });
            start.start();
            starts.add(start);
        }
        for (Thread start : starts) {
            start.join();
        }

        awaitReady(2);
        running.awaitState("web", JobState.RUNNING);
        assertThat(running.launches("web")).isEqualTo(before + 1);
        assertThat(text(running.log("web"))).isEqualTo("ready\nready\n");
    }

    private static void awaitAll(CountDownLatch all) {
        try {
            all.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anySignalReachesTheProcessByHand() throws IOException {
        start("trap 'echo usr1' USR1; trap 'echo winch' WINCH; " + LOOP, "description = x");

        running.procMgr().supervisor().signal(new JobName("web"), Signal.USR1);
        until(() -> text(running.log("web")).contains("usr1"));
        running.procMgr().supervisor().signal(new JobName("web"), Signal.WINCH);
        until(() -> text(running.log("web")).contains("winch"));
    }
}
