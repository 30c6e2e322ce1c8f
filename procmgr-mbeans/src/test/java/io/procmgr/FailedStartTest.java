package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class FailedStartTest {
    @TempDir
    private Path directory;

    @Test
    void anErrorHalfWayLeavesNoProcessNoThreadAndNoLock() throws IOException {
        Path config = Files.writeString(directory.resolve("one.job"), "command = sleep 600\n");
        Path state = directory.resolve("state");
        MBeanServer failing = (MBeanServer)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {MBeanServer.class}, (p, m, a) -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
        Settings settings = Settings.of(List.of(config), state)
                .withLogDirectory(directory.resolve("log"))
                .withWorkingDirectory(directory)
                .withMBeanServer(failing)
                .withoutApplication();

        assertThatThrownBy(() -> ProcMgr.start(settings)).isInstanceOf(OutOfMemoryError.class);

        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        StateDirectory.open(state).close();
    }
}
