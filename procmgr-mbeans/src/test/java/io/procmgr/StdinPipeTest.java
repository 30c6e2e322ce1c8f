package io.procmgr;

import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.RefusedException;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code stdin = pipe}, with a whole supervisor. */
@ExtendWith(LeakCheck.class)
class StdinPipeTest {
    private static final JobName ECHO = new JobName("echo");
    private static final String JOB = "procmgr.jobs.echo.command = cat\nprocmgr.jobs.echo.stdin = pipe\n";

    @TempDir
    private Path home;

    @RegisterExtension
    final RunningSupervisor running = new RunningSupervisor();

    private Path file;

    private void start(String text) throws IOException {
        file = Files.writeString(home.resolve("jobs.properties"), text);
        running.startWith(home, file);
        running.pid("echo");
    }

    private Path pipe(String job) {
        return home.resolve("state/stdin/" + job);
    }

    private String writeLine(String line) {
        return running.procMgr().supervisor().writeLine(ECHO, line);
    }

    @Test
    void aLineIsWrittenToTheRunningProcess() throws IOException {
        start(JOB);

        assertThat(writeLine("hello"))
                .isEqualTo("echo: 6 bytes written to the standard input of pid " + running.pid("echo"));

        until(() -> text(running.log("echo")).equals("hello\n"));
    }

    @Test
    void whatIsNoLineIsRefusedAndNothingIsWritten() throws IOException {
        start(JOB);

        for (String text : new String[] {"two\nlines", "bell\u0007", "\u009b", "\ud800", "x".repeat(4096)}) {
            assertThatThrownBy(() -> writeLine(text))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("cannot write to echo: ");
        }
        writeLine("x".repeat(4095));

        until(() -> text(running.log("echo")).equals("x".repeat(4095) + "\n"));
    }

    @Test
    void theJobNeitherWaitsForAWriterNorSeesAnEnd() throws IOException {
        start("procmgr.jobs.echo.command = sh -c 'echo up; while read -r l; do echo got $l; done; echo END'\n"
                + "procmgr.jobs.echo.stdin = pipe\n");
        until(() -> text(running.log("echo")).equals("up\n"));

        writeLine("one");
        writeLine("two");

        until(() -> text(running.log("echo")).equals("up\ngot one\ngot two\n"));
    }

    @Test
    void aJobAtRestIsToldToHaveNoProcess() throws IOException {
        start(JOB);
        running.command("echo", JobCommand.STOP);
        running.awaitState("echo", JobState.STOPPED);

        assertThatThrownBy(() -> writeLine("hello"))
                .hasMessage("cannot write to echo: it has no process (state=STOPPED)");
    }

    @Test
    void aLineReachesAProcessThatOutlivedItsSupervisor() throws IOException {
        start(JOB + "procmgr.jobs.echo.on-shutdown = leave\n");
        long pid = running.pid("echo");
        writeLine("first");
        running.close();
        start(JOB + "procmgr.jobs.echo.on-shutdown = stop\n");
        assertThat(running.pid("echo")).isEqualTo(pid);

        writeLine("second");

        until(() -> text(running.log("echo")).equals("first\nsecond\n"));
    }

    @Test
    void thePipeOutlivesTheSupervisorAndGoesWithTheJob() throws IOException {
        start(JOB + "procmgr.jobs.other.command = sleep 1000\nprocmgr.jobs.other.stdin = pipe\n");
        running.pid("other");
        running.close();
        assertThat(pipe("echo")).exists();

        start(JOB);
        until(() -> Files.notExists(pipe("other")));
        assertThat(pipe("echo")).exists();

        Files.writeString(file, "procmgr.jobs.echo.command = sleep 1000\n");
        until(() -> Files.notExists(pipe("echo")));
    }
}
