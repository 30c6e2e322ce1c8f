package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobCommand;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code /health/live} and {@code /health/ready}, and what is open to everybody. */
@ExtendWith(LeakCheck.class)
class HealthTest {
    @TempDir
    private Path directory;

    private DoorBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new DoorBench(directory, Set.of(PublicPart.HEALTH));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private int ready() throws IOException, InterruptedException {
        return bench.getWithout("/health/ready").statusCode();
    }

    @Test
    void readyFollowsTheJobsThatCountAndNoOthers() throws Exception {
        bench.jobs.define(
                "web.command=sleep 60",
                "web.start-seconds=0s",
                "web.readiness=true",
                "off.command=sleep 60",
                "off.autostart=false");
        await().until(() -> ready() == 200);
        assertThat(bench.getWithout("/health/ready").body())
                .contains("\"status\":\"UP\"", "\"jobs\":1", "\"ready\":1")
                .doesNotContain("web");

        bench.jobs.supervisor().command(new JobName("web"), JobCommand.STOP);
        await().until(() -> ready() == 503);
        assertThat(bench.getWithout("/health/ready").body()).contains("\"status\":\"DOWN\"");
        assertThat(bench.getWithout("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aJobThatFinishedAsItWasMeantToIsReady() throws Exception {
        bench.jobs.define("setup.command=true", "setup.restart=once", "setup.readiness=true");
        await().until(() -> ready() == 200);
    }

    @Test
    void aSupervisorThatHasEndedIsNotAlive() throws Exception {
        bench.jobs.close();
        assertThat(bench.getWithout("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void onlyWhatIsSaidToBeIsOpenAndAWrongTokenOpensNothing() throws Exception {
        assertThat(bench.getWithout("/metrics").statusCode()).isEqualTo(401);
        assertThat(bench.getWithout("/jolokia").statusCode()).isEqualTo(401);
        assertThat(bench.getWithout("/health").statusCode()).isEqualTo(404);
        assertThat(bench.get("/health/live", "wrong").statusCode()).isEqualTo(401);
        assertThat(bench.raw("GET /health/live HTTP/1.1", "Host: rebound.example", "Connection: close"))
                .contains("403");
    }

    @Test
    void anUnknownPartIsRefusedWithWhatIsAllowed() {
        assertThat(PublicPart.parse(List.of("metrics", "health")))
                .containsExactly(PublicPart.HEALTH, PublicPart.METRICS);
        assertThatThrownBy(() -> PublicPart.parse(List.of("jolokia")))
                .hasMessage("must be some of health, metrics (value=jolokia)");
    }
}
