package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.ProcMgr;
import io.procmgr.Settings;
import io.procmgr.job.JobName;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class HostSupervisorTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @ManagedProcess(name = "annotated", command = "sleep 600", startSeconds = "0s")
    static class Annotated {}

    @ApplicationScoped
    static class Listener {
        private final List<String> started = new CopyOnWriteArrayList<>();

        void started(@Observes ProcessStarted event) {
            started.add(event.job());
        }

        List<String> started() {
            return started;
        }
    }

    @Test
    void jobsAreGivenToASupervisorThatRunsAlreadyAndStayWithItWhenTheContainerEnds() throws Exception {
        Path file = directory.resolve("jobs.properties");
        Files.writeString(file, "procmgr.jobs.of-file.command = sleep 601\n");
        try (ProcMgr host = ProcMgr.start(Settings.of(List.of(file), directory.resolve("state")))) {
            long before = pid(host, "of-file");
            SeContainer container = SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addExtensions(new ProcMgrExtension(host))
                    .addBeanClasses(Annotated.class, Listener.class)
                    .initialize();
            try {
                SupervisedProcess annotated = container
                        .select(SupervisedProcess.class, Job.Literal.of("annotated"))
                        .get();
                annotated.await(JobState.RUNNING, LONG);
                assertThat(pid(host, "of-file")).isEqualTo(before);
                Listener listener = container.select(Listener.class).get();
                Awaitility.await().atMost(LONG).until(() -> !listener.started().isEmpty());
                assertThat(listener.started()).containsExactly("annotated");
            } finally {
                container.close();
            }
            assertThat(pid(host, "annotated")).isPositive();
        }
    }

    private static long pid(ProcMgr host, String job) throws Exception {
        return host.supervisor()
                .whenState(new JobName(job), JobState.RUNNING)
                .get()
                .pid()
                .orElseThrow();
    }
}
