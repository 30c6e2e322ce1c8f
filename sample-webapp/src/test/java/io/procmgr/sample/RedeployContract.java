package io.procmgr.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An application that comes and goes leaves nothing in its server. */
@ExtendWith(LeakCheck.class)
abstract class RedeployContract {
    private static final int TIMES = Integer.getInteger("procmgr.test.redeployments");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    abstract AppServer server(Path directory) throws IOException;

    /** The class of the class loaders of applications. */
    abstract String loaderClass();

    @Test
    void redeploymentsLeaveNothingBehind() throws Exception {
        Path war = Files.copy(Archives.sample(), directory.resolve("shop.war"));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (AppServer server = server(directory)) {
            int rmi = ServerProcess.freePort();
            server.start(
                    "-Dprocmgr.http.port=0",
                    "-Dprocmgr.jmx.port=" + rmi,
                    // idle threads of the JDK's RMI remember their last connection for so long
                    "-Dsun.rmi.transport.tcp.threadKeepAliveTime=1000",
                    "-Djava.io.tmpdir=" + temporary,
                    "-XX:SoftRefLRUPolicyMSPerMB=0");
            long pid = server.process().pid();
            try (ServerJvm jvm = ServerJvm.attach(pid)) {
                // what the server loads once, it has then
                comeAndGo(server, war, rmi);
                comeAndGo(server, war, rmi);
                Footprint before = awaitClean(jvm, pid, temporary, server);
                for (int i = 0; i < TIMES; i++) {
                    comeAndGo(server, war, rmi);
                }
                awaitNoMoreThan(before, jvm, pid, temporary, server);
            }
            server.process().stop();
        }
    }

    private static void comeAndGo(AppServer server, Path war, int rmi)
            throws IOException, InterruptedException, JMException {
        assertThat(server.deploy(war)).as(server.process().output()).isTrue();
        SampleClient page = new SampleClient(server.url("/shop"));
        server.process().await("all jobs run", () -> SampleContract.allRun(page.processes()));
        Path stateDirectory = server.dataDirectory().resolve("procmgr/shop");
        JmxOverHttp jmx = new JmxOverHttp(stateDirectory);
        assertThat(jmx.read("procmgr:type=Process,app=shop,name=clock", "State"))
                .contains("\"RUNNING\"");
        assertThat(readByRmi(rmi, stateDirectory)).isEqualTo("RUNNING");
        server.undeploy(war);
    }

    /** The client listens as well, which is more for the server to forget, and does not take its leave. */
    private static Object readByRmi(int port, Path stateDirectory) throws IOException, JMException {
        String token = Files.readString(stateDirectory.resolve("viewer.token")).strip();
        JMXConnector connector = JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"),
                Map.of(JMXConnector.CREDENTIALS, new String[] {"viewer", token}));
        ObjectName clock = new ObjectName("procmgr:type=Process,app=shop,name=clock");
        MBeanServerConnection mbeans = connector.getMBeanServerConnection();
        mbeans.addNotificationListener(clock, (notification, nothing) -> {}, null, null);
        return mbeans.getAttribute(clock, "State");
    }

    private Footprint awaitClean(ServerJvm jvm, long pid, Path temporary, AppServer server) {
        AtomicReference<Footprint> last = new AtomicReference<>();
        await("nothing of procmgr's is left", last, server, () -> {
            last.set(Footprint.of(jvm, pid, loaderClass(), temporary));
            return last.get().isClean();
        });
        return last.get();
    }

    private void awaitNoMoreThan(Footprint before, ServerJvm jvm, long pid, Path temporary, AppServer server) {
        AtomicReference<Footprint> last = new AtomicReference<>();
        await("no more is left than " + before, last, server, () -> {
            last.set(Footprint.of(jvm, pid, loaderClass(), temporary));
            return last.get().isNoMoreThan(before, TIMES);
        });
    }

    private interface Look {
        boolean look() throws IOException, JMException;
    }

    private static void await(String what, AtomicReference<Footprint> last, AppServer server, Look look) {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        try {
                            return look.look();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "not within 20 s: " + what + "; but: " + last.get() + "; "
                            + server.process().output().length() + " characters of log",
                    e);
        }
    }
}
