package io.procmgr;

import static io.procmgr.RunningSupervisor.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A directory of files that define jobs. */
@ExtendWith(LeakCheck.class)
class ConfigDirectoryTest {
    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    @Test
    void filesThatComeAndGoAreNoticed() throws IOException {
        Path directory = start();
        Path file = directory.resolve("b.conf");
        RunningSupervisor.write(file, job("b"));
        supervisor.pid("b");
        Files.delete(file);

        RunningSupervisor.until(() -> supervisor.find("b").isEmpty());
        assertThat(supervisor.launches("a")).isOne();
    }

    @Test
    void aNewFileThatWasRefusedIsSeenWhenItIsMended() throws IOException {
        Path directory = start();
        Path file = directory.resolve("b.conf");
        RunningSupervisor.write(file, "job {\n");
        assertThat(supervisor.awaitReloadError()).contains("b.conf");
        RunningSupervisor.write(file, job("b"));

        assertThat(supervisor.pid("b")).isPositive();
        assertThat(supervisor.launches("a")).isOne();
    }

    private Path start() throws IOException {
        Path directory = Files.createDirectory(home.resolve("conf.d"));
        RunningSupervisor.write(directory.resolve("a.conf"), job("a"));
        supervisor.startWith(home, directory);
        supervisor.pid("a");
        return directory;
    }
}
