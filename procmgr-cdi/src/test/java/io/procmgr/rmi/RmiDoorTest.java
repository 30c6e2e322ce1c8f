package io.procmgr.rmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.http.Logins;
import io.procmgr.http.Role;
import io.procmgr.http.Tokens;
import io.procmgr.http.UserFile;
import io.procmgr.jmx.Callers;
import io.procmgr.jmx.LogCapture;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the RMI door serves, and what is left when it has closed. */
@ExtendWith(LeakCheck.class)
class RmiDoorTest {
    @TempDir
    private Path directory;

    private RmiBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new RmiBench(directory);
        bench.jobs.define("web.command=sleep 60", "idle.command=sleep 60", "idle.autostart=false");
        bench.jobs.await("web", "RUNNING");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aViewerSeesOurMBeansAndTheJvmsReadsAndAsks() throws Exception {
        try (JMXConnector connector = bench.viewer()) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            assertThat(server.getAttribute(bench.process("web"), "State")).isEqualTo("RUNNING");
            assertThat(server.getAttributes(bench.process("web"), new String[] {"Up", "StateCode"}))
                    .hasSize(2);
            CompositeData[] statuses = (CompositeData[]) server.getAttribute(bench.jobs.supervisorName(), "Statuses");
            assertThat(statuses).hasSize(2);
            assertThat(server.getMBeanInfo(bench.process("web")).getOperations())
                    .isNotEmpty();
            Files.writeString(bench.jobs.log("web"), "one\ntwo\n");
            assertThat((String[]) server.invoke(bench.process("web"), "tail", new Object[] {"stdout", 1}, new String[] {
                        "java.lang.String", "int"
                    }))
                    .containsExactly("two");
            assertThat(server.getDomains()).contains("procmgr", "java.lang", "JMImplementation");
            RuntimeMXBean runtime = ManagementFactory.getPlatformMXBean(server, RuntimeMXBean.class);
            assertThat(runtime.getPid()).isEqualTo(ProcessHandle.current().pid());
            ThreadMXBean threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
            assertThat(threads.getThreadInfo(threads.getAllThreadIds())).isNotEmpty();
        }
    }

    @Test
    void anOperatorActsAndTheAuditLineSaysWhoAndFromWhere() throws Exception {
        try (LogCapture log = new LogCapture();
                JMXConnector connector = bench.operator()) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            assertThat(server.invoke(bench.process("idle"), "start", null, null))
                    .asString()
                    .startsWith("idle: ");
            await().until(() ->
                    server.getAttribute(bench.process("idle"), "State").equals("RUNNING"));
            assertThat(log.lines(Level.INFO))
                    .anyMatch(line -> line.contains("idle start by operator from RMI 127.0.0.1: "));
        }
    }

    @Test
    void aListenerHearsOfJobsAndOfMBeansThatComeAndGo() throws Exception {
        Queue<Notification> heard = new ConcurrentLinkedQueue<>();
        Queue<ObjectName> changed = new ConcurrentLinkedQueue<>();
        try (JMXConnector connector = bench.operator()) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            server.addNotificationListener(
                    bench.process("web"), (notification, nothing) -> heard.add(notification), null, null);
            server.addNotificationListener(
                    new ObjectName("JMImplementation:type=MBeanServerDelegate"),
                    (notification, nothing) ->
                            changed.add(((javax.management.MBeanServerNotification) notification).getMBeanName()),
                    null,
                    null);
            server.invoke(bench.process("web"), "restart", null, null);
            await().until(() -> heard.stream()
                    .anyMatch(notification -> notification.getType().equals("procmgr.process.exited")));
            Object foreign = new javax.management.timer.Timer();
            ObjectName foreignName = new ObjectName("elsewhere:app=" + bench.app);
            ManagementFactory.getPlatformMBeanServer().registerMBean(foreign, foreignName);
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(foreignName);
            bench.jobs.define("web.command=sleep 60", "more.command=sleep 60", "more.autostart=false");
            await().until(() -> changed.contains(bench.process("more")));
            assertThat(changed).doesNotContain(foreignName);
        }
    }

    @Test
    void whatIsTakenOrBeyondLoopbackIsRefused() throws Exception {
        Logins logins = Logins.of(new Tokens(RmiBench.VIEWER, RmiBench.OPERATOR));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RmiDoor.open(at("127.0.0.1", taken.getLocalPort()), logins, new Callers()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen at 127.0.0.1 port " + taken.getLocalPort());
        }
        assertThatThrownBy(() -> RmiDoor.open(at("0.0.0.0", 0), logins, new Callers()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("JMX by RMI takes procmgr.http.tls.key-store there");
    }

    @Test
    void closingEndsConnectionsAndGivesThePortBackAtOnce() throws Exception {
        JMXConnector connector = bench.viewer();
        MBeanServerConnection server = connector.getMBeanServerConnection();
        assertThat(server.getMBeanCount()).isPositive();
        int port = bench.door.port();
        bench.door.close();
        bench.door.close();
        assertThatThrownBy(server::getMBeanCount).isInstanceOf(IOException.class);
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        await().untilAsserted(() -> assertThat(rmiThreads()).isEmpty());
        try (RmiDoor again = RmiDoor.open(
                at("127.0.0.1", port),
                Logins.of(new Tokens(RmiBench.VIEWER, RmiBench.OPERATOR)),
                bench.jobs.callers())) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void aUserOfTheFileIsLetInAndNamed() throws Exception {
        Path file = directory.resolve("users");
        UserFile users = UserFile.edit(file);
        users.put("ann", Role.OPERATOR, "correct horse".toCharArray());
        users.write();
        try (LogCapture log = new LogCapture();
                RmiDoor door = RmiDoor.open(
                        RmiBench.LOCAL,
                        Logins.of(new Tokens(RmiBench.VIEWER, RmiBench.OPERATOR), file),
                        bench.jobs.callers());
                JMXConnector connector = RmiBench.connect(door, new String[] {"ann", "correct horse"})) {
            connector.getMBeanServerConnection().invoke(bench.process("web"), "resetFailures", null, null);
            assertThat(log.lines(Level.INFO))
                    .anyMatch(line -> line.contains("web resetFailures by ann (operator) from RMI 127.0.0.1: "));
            assertThatThrownBy(() -> RmiBench.connect(door, new String[] {"ann", "wrong"}))
                    .isInstanceOf(SecurityException.class);
        }
    }

    private static RmiSettings at(String host, int port) {
        return new RmiSettings(host, port, Optional.empty());
    }

    /** Those that wait for connections, and those that serve one. */
    private static List<String> rmiThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name ->
                        name.matches("RMI TCP Accept.*|RMI TCP Connection\\([0-9]+\\).*|RMI Reaper|JMX server.*"))
                .toList();
    }
}
