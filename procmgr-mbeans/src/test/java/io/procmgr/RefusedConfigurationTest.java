package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.ConfigStatus;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way back from a configuration that was refused. */
@Tag("any-engine")
@ExtendWith(LeakCheck.class)
class RefusedConfigurationTest {
    @TempDir
    private Path directory;

    private Path config;
    private Path second;
    private ProcMgr procMgr;

    @BeforeEach
    void startAndBreak() throws IOException {
        config = Files.createDirectory(directory.resolve("conf.d"));
        second = config.resolve("second.job");
        Files.writeString(config.resolve("first.job"), "command = sleep 600\nautostart = false\n");
        procMgr = ProcMgr.start(Settings.of(List.of(config), directory.resolve("state"))
                .withApp("refused-" + ProcessHandle.current().pid()));
        Files.writeString(second, "comand = sleep 600\nautostart = false\n");
        await().until(() -> status().lastReloadError().contains("second.job"));
    }

    @AfterEach
    void close() {
        procMgr.close();
    }

    @Test
    void aNewFileThatIsPutRightInPlaceIsApplied() throws IOException {
        Files.writeString(second, "command = sleep 600\nautostart = false\n");
        await().until(() -> procMgr.supervisor().statuses().size() == 2);
        assertThat(status().lastReloadError()).isEmpty();
    }

    @Test
    void theProblemsAreGoneOnceTheFilesAreAsTheyWere() throws IOException {
        Files.delete(second);
        await().until(() -> status().lastReloadError().isEmpty());
    }

    private ConfigStatus status() {
        return procMgr.supervisor().config();
    }
}
