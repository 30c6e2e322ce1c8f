package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.Resource;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A system without the small programs: plain jobs run, others are refused in words that name what is missing. */
@ExtendWith(LeakCheck.class)
class ToolsMissingTest {
    @TempDir
    Path directory;

    private final EventLoop loop = new EventLoop();
    private final ProcessLauncher launcher =
            new ProcessLauncher(loop, new Tools(List.of()), new Words(), Spawners.SLOW);

    @AfterEach
    void close() {
        launcher.close();
        loop.close();
    }

    @Test
    void plainJobRuns() {
        RecordingListener listener = launch(new Request(directory, "/bin/sh", "-c", "exit 3"));

        assertThat(listener.awaitExited()).isEqualTo("exit status 3");
    }

    @Test
    void withoutASessionOnlyTheMainProcessIsSignalled() {
        RecordingListener listener = launch(new Request(directory, "sleep", "60"));
        long pid = listener.awaitLaunched().pid();
        assertThat(new ProcScan().process(pid).orElseThrow().session()).isNotEqualTo(pid);

        listener.killSession();

        assertThat(listener.told()).containsExactly("launched", "exited: signal 9");
    }

    @Test
    void whatNeedsAToolIsRefused() {
        Request plain = new Request(directory, "sleep", "60");
        assertThat(launch(plain.cpus(0)).awaitFailed()).isEqualTo("cannot set cpus: this system has no taskset");
        assertThat(launch(new Request(directory, "sleep").limit(Resource.CORE, 0))
                        .awaitFailed())
                .isEqualTo("cannot set limits: this system has no prlimit");
        assertThat(launch(new Request(directory, "sleep").nice(1)).awaitFailed())
                .isEqualTo("cannot set nice: this system has no nice");
        Rights.needRoot();
        assertThat(launch(new Request(directory, "sleep").user("nobody")).awaitFailed())
                .isEqualTo("cannot become user nobody: this system has no setpriv");
    }

    @Test
    void capabilitiesSayWhatIsMissing() throws InterruptedException {
        assertThat(launcher.capabilities())
                .containsEntry("limits", "none: no prlimit, so a job with limits is not launched")
                .containsEntry("session", "none: no setsid, so only a job's main process gets signals");
        Rights.needRoot();
        try (ProcessLauncher whole = new ProcessLauncher(loop, Tools.ofSystem(), new Words(), Spawners.SLOW)) {
            assertThat(whole.capabilities().entrySet())
                    .filteredOn(entry -> entry.getValue().startsWith("none"))
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("sockets", "log-watch");
        }
    }

    private RecordingListener launch(Request request) {
        RecordingListener listener = new RecordingListener();
        launcher.launch(request.build(), listener);
        return listener;
    }
}
