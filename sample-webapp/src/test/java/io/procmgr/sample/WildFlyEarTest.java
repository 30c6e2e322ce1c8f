package io.procmgr.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.sample.fixture.Extra;
import io.procmgr.sample.fixture.More;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An application of two modules that has procmgr in its {@code lib}. Neither Tomcat nor Payara Micro takes an EAR. */
@ExtendWith(LeakCheck.class)
class WildFlyEarTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private WildFly server;

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void allModulesHaveOneSupervisor() throws Exception {
        server = new WildFly(directory);
        server.start("-Dprocmgr.http.port=0");
        Path ear = Archives.ear(directory.resolve("mall-2.0.ear"), Extra.class, More.class);
        assertThat(server.deploy(ear)).as(server.process().output()).isTrue();

        JmxOverHttp jmx = new JmxOverHttp(server.dataDirectory().resolve("procmgr/mall"));
        assertThat(jmx.read("procmgr:type=Supervisor,app=mall", "JobNames")).contains("\"extra\"", "\"more\"");
        assertThat(jmx.read("procmgr:type=Supervisor", "JobNames")).contains("\"status\":404");
        assertThat(server.process().output().split("extra started, pid", -1)).hasSize(2);

        server.undeploy(ear);
        assertThat(jmx.answers()).isFalse();
        server.process().stop();
    }
}
