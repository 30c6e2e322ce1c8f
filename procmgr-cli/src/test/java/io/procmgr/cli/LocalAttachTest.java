package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What JConsole and VisualVM do: find the JVM in the local list, attach, show the tree, read, call. */
@ExtendWith(LeakCheck.class)
class LocalAttachTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void aLocalJmxClientFindsTheSupervisorReadsItsJobsAndRestartsOne() throws Exception {
        Path config =
                Files.writeString(directory.resolve("jobs.conf"), "job {\n  name sleeper\n  cmd /bin/sleep 1000\n}\n");
        try (Command command =
                Command.start(directory, "run", config, "--state", directory.resolve("state"), "--http", "off")) {
            command.awaitErr("sleeper STARTING → RUNNING");
            String pid = Long.toString(command.pid());
            assertThat(VirtualMachine.list())
                    .extracting(VirtualMachineDescriptor::id)
                    .contains(pid);
            VirtualMachine machine = VirtualMachine.attach(pid);
            try (JMXConnector connector =
                    JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
                restartOverJmx(connector.getMBeanServerConnection());
            } finally {
                machine.detach();
            }
        }
    }

    private static void restartOverJmx(MBeanServerConnection server) throws Exception {
        ObjectName sleeper = new ObjectName("procmgr:type=Process,name=sleeper");
        assertThat(server.queryNames(new ObjectName("procmgr:*"), null))
                .containsExactlyInAnyOrder(sleeper, new ObjectName("procmgr:type=Supervisor"));
        MBeanInfo info = server.getMBeanInfo(sleeper);
        assertThat(Stream.of(info.getAttributes(), info.getOperations()).flatMap(Stream::of))
                .hasSizeGreaterThan(50)
                .extracting(MBeanFeatureInfo::getDescription)
                .doesNotContain("");
        assertThat(server.getAttribute(sleeper, "State")).isEqualTo("RUNNING");
        assertThat(server.getAttribute(sleeper, "StateCode")).isEqualTo(20);
        long before = (Long) server.getAttribute(sleeper, "Pid");
        assertThat(ProcessHandle.of(before)).isPresent();
        server.invoke(sleeper, "restart", new Object[0], new String[0]);
        await().atMost(PATIENCE).until(() -> {
            long now = (Long) server.getAttribute(sleeper, "Pid");
            return now != before && now > 0;
        });
        assertThat(server.getAttribute(sleeper, "RestartCount")).isEqualTo(1L);
        assertThat(ProcessHandle.of(before)).isEmpty();
    }
}
