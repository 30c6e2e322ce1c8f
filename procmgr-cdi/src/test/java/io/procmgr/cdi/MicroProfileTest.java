package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class MicroProfileTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @ManagedProcess(
            name = "worker",
            command = "sleep 600",
            description = "annotation",
            startSeconds = "0s",
            readiness = true)
    @ManagedProcess(name = "setup", command = "true", restart = "once", readiness = true)
    @ManagedProcess(name = "other", command = "sleep 601", startSeconds = "0s")
    static class Jobs {}

    @Test
    void propertiesOfASourceHaveThePlaceOfItsOrdinalAmongTheOthers() throws Exception {
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        source(
                                100,
                                Map.of(
                                        "procmgr.jobs.worker.description", "low",
                                        "procmgr.jobs.worker.order", "1",
                                        "name", "sleep",
                                        "procmgr.jobs.added.command", "${name} 602")),
                        source(350, Map.of("procmgr.jobs.worker.order", "2", "procmgr.jobs.other.order", "2")),
                        source(
                                500,
                                Map.of("procmgr.jobs.worker.start-seconds", "0s", "procmgr.jobs.other.wait", "true")))
                .build();
        Map<String, String> system = Map.of("procmgr.jobs.other.order", "3", "procmgr.jobs.other.wait", "false");
        ConfigProviderResolver.instance()
                .registerConfig(config, Thread.currentThread().getContextClassLoader());
        try (Deployed application = Deployed.with(directory, system, Jobs.class)) {
            assertThat(application.job("worker").status().spec().description()).isEqualTo("low");
            assertThat(application.job("worker").status().spec().start().order())
                    .isEqualTo(2);
            assertThat(application.job("other").status().spec().start().order()).isEqualTo(3);
            assertThat(application.job("other").status().spec().start().hold()).isTrue();
            assertThat(application.job("added").status().spec().execution().command())
                    .containsExactly("sleep", "602");
            assertThat(application.job("added").status().spec().origin().source())
                    .contains("source 100");
        } finally {
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }

    @Test
    void theApplicationIsReadyWhileTheJobsThatOptInAre() throws Exception {
        HealthCheckResponse.setResponseProvider(HealthResponses::new);
        try (Deployed application = Deployed.with(directory, Jobs.class)) {
            application.job("worker").await(JobState.RUNNING, LONG);
            application.job("setup").await(JobState.COMPLETED, LONG);
            HealthCheck check = application.get(HealthCheck.class, Readiness.Literal.INSTANCE);
            HealthCheckResponse ready = check.call();
            assertThat(ready.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(ready.getData()).isEqualTo(Optional.of(Map.of("worker", "RUNNING", "setup", "COMPLETED")));
            application.job("other").stop();
            application.job("worker").stop();
            application.job("worker").await(JobState.STOPPED, LONG);
            HealthCheckResponse notReady = check.call();
            assertThat(notReady.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(notReady.getData()).isEqualTo(Optional.of(Map.of("worker", "STOPPED", "setup", "COMPLETED")));
        }
    }

    private static PropertiesConfigSource source(int ordinal, Map<String, String> properties) {
        return new PropertiesConfigSource(properties, "source " + ordinal, ordinal);
    }
}
