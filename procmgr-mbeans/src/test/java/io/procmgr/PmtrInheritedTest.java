package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static io.procmgr.RunningSupervisor.text;
import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import io.procmgr.testing.Root;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor that is itself niced, ignores signals, masks nothing and has files open hands none of it on. */
@ExtendWith(LeakCheck.class)
class PmtrInheritedTest {
    private static final String STARTED_BADLY =
            "umask 0; trap '' HUP INT QUIT PIPE; exec 7</etc/passwd 8>/dev/null; exec nice -n 5 \"$@\"";

    @TempDir
    Path home;

    private Process supervisor;

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (supervisor != null) {
            supervisor.getOutputStream().close();
            assertThat(supervisor.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Needs root: nobody else may take back what the supervisor was niced by. */
    private ProcessFacts start() throws IOException {
        Root.isNeeded();
        Path pid = home.resolve("pid");
        RunningSupervisor.write(
                home.resolve("jobs.conf"), job("mail", RunningSupervisor.sh("echo $$ > " + pid + "; exec sleep 1000")));
        supervisor = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        STARTED_BADLY,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SupervisorMain.class.getName(),
                        home.resolve("jobs.conf").toString(),
                        home.resolve("state").toString())
                .redirectOutput(new File("/dev/null"))
                .redirectError(home.resolve("log").toFile())
                .start();
        until(() -> text(pid).endsWith("\n"));
        return new ProcessFacts(Long.parseLong(text(pid).strip()));
    }

    @Test
    void niceUmaskSignalsSessionAndDescriptorsAreTheJobsOwn() throws IOException {
        ProcessFacts child = start();
        ProcessFacts own = new ProcessFacts(supervisor.pid());
        assertThat(own.nice()).isEqualTo(5);
        assertThat(own.status("Umask")).isEqualTo("0000");
        assertThat(own.signals("SigIgn")).isNotZero();
        assertThat(own.descriptors()).contains("7", "8");

        assertThat(child.nice()).isZero();
        assertThat(child.status("Umask")).isEqualTo("0022");
        assertThat(child.signals("SigIgn")).isZero();
        assertThat(child.signals("SigBlk")).isZero();
        child.awaitDescriptors("0", "1", "2");
        assertThat(child.session()).isEqualTo(child.pid()).isNotEqualTo(own.session());
    }

    @Test
    void jobsOutliveASupervisorThatIsKilled() throws IOException, InterruptedException {
        ProcessFacts child = start();
        supervisor.destroyForcibly().waitFor();

        assertThat(child.alive()).isTrue();
        ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
        until(() -> !child.alive());
    }
}
