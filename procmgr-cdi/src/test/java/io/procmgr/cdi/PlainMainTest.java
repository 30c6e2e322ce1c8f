package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-container")
@ExtendWith(LeakCheck.class)
class PlainMainTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path directory;

    @Test
    void aMainThatReturnsEndsItsJobsAndItsJvm() throws Exception {
        Process main = start("once");
        long pid = pid(main);
        assertThat(main.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(main.exitValue()).isZero();
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void aMainThatIsTerminatedEndsItsJobs() throws Exception {
        Process main = start();
        long pid = pid(main);
        assertThat(ProcessHandle.of(pid).orElseThrow().isAlive()).isTrue();
        main.destroy();
        assertThat(main.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(main.exitValue()).isEqualTo(TERMINATED);
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void whatAKilledMainLeftIsTakenOverByTheNextOne() throws Exception {
        Process main = start();
        long pid = pid(main);
        main.destroyForcibly();
        assertThat(main.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Process next = start("once");
        assertThat(pid(next)).isEqualTo(pid);
        assertThat(next.waitFor(20, TimeUnit.SECONDS)).isTrue();
        // the leak check sees that it has ended; as an orphan it may stay a zombie for a while
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dprocmgr.state-dir=" + directory.resolve("state"),
                "-cp",
                System.getProperty("java.class.path"),
                PlainMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private static long pid(Process main) throws IOException {
        BufferedReader lines = main.inputReader();
        String line = lines.readLine();
        assertThat(line).startsWith("pid ");
        return Long.parseLong(line.substring("pid ".length()));
    }
}
