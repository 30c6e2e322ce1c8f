package io.procmgr.rmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.remote.JMXConnector;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in by RMI with bad intent gets nothing. */
@ExtendWith(LeakCheck.class)
class RmiAttackTest {
    /** Newer JDKs have it no more. */
    private static final String MLET = "javax.management.loading.MLet";

    private static final AtomicBoolean READ = new AtomicBoolean();

    @TempDir
    private Path directory;

    private RmiBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new RmiBench(directory);
        bench.jobs.define("web.command=sleep 60");
        bench.jobs.await("web", "RUNNING");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** What must not be read from the network. */
    private static final class Foreign implements Serializable, NotificationFilter {
        private static final long serialVersionUID = 1;

        private void readObject(java.io.ObjectInputStream in) throws IOException {
            READ.set(true);
        }

        @Override
        public boolean isNotificationEnabled(javax.management.Notification notification) {
            return true;
        }
    }

    @Test
    void nobodyComesInWithoutTheRightSecret() {
        for (Object credentials : new Object[] {
            null,
            new String[0],
            new String[] {"viewer"},
            new String[] {"viewer", "wrong"},
            new String[] {"viewer", null},
            new String[] {"viewer", ""},
            new String[] {"operator", RmiBench.VIEWER},
            new String[] {"viewer", RmiBench.OPERATOR},
            new String[] {"root", RmiBench.OPERATOR},
            new String[] {"operator", RmiBench.OPERATOR, ""},
            "operator:" + RmiBench.OPERATOR
        }) {
            assertThatThrownBy(() -> bench.connect(credentials))
                    .isInstanceOfAny(SecurityException.class, IOException.class);
        }
    }

    @Test
    void noForeignObjectIsReadBeforeTheLogInOrAfterIt() throws Exception {
        READ.set(false);
        for (Object credentials : List.of(
                new Foreign(), new Object[] {"viewer", new Foreign()}, new HashMap<>(Map.of("a", "b")), nested())) {
            assertThatThrownBy(() -> bench.connect(credentials)).isInstanceOf(IOException.class);
        }
        try (JMXConnector connector = bench.operator()) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName web = bench.process("web");
            NotificationListener listener = (notification, handback) -> {};
            assertThatThrownBy(() -> server.addNotificationListener(web, listener, new Foreign(), null));
            assertThatThrownBy(() ->
                    server.invoke(web, "writeLine", new Object[] {new Foreign()}, new String[] {"java.lang.String"}));
            assertThatThrownBy(
                    () -> server.invoke(web, "writeLine", new Object[] {nested()}, new String[] {"java.lang.String"}));
            assertThatThrownBy(() -> server.queryNames(null, Query.eq(Query.attr("State"), Query.value("RUNNING"))));
            assertThatThrownBy(() -> server.setAttribute(web, new Attribute("State", new Foreign())));
            assertThat(server.queryNames(web, web)).containsExactly(web);
        }
        assertThat(READ).isFalse();
    }

    private static Object nested() {
        List<Object> inner = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            List<Object> outer = new ArrayList<>();
            outer.add(inner);
            outer.add(inner);
            inner = outer;
        }
        return inner;
    }

    @Test
    void anOperatorTooMakesNothingAndWritesNothing() throws Exception {
        try (JMXConnector connector = bench.operator()) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName evil = new ObjectName("procmgr:type=Evil");
            ObjectName web = bench.process("web");
            refused(() -> server.createMBean(MLET, evil));
            refused(() -> server.createMBean(MLET, evil, web));
            refused(() -> server.createMBean(MLET, evil, new Object[0], new String[0]));
            refused(() -> server.createMBean(MLET, evil, web, new Object[0], new String[0]));
            refused(() -> server.unregisterMBean(web));
            refused(() -> server.setAttribute(web, new Attribute("State", "FAILED")));
            refused(() -> server.setAttribute(
                    new ObjectName("java.lang:type=Memory"), new Attribute("Verbose", Boolean.TRUE)));
            refused(() -> server.invoke(new ObjectName("java.lang:type=Memory"), "gc", null, null));
            refused(() -> server.addNotificationListener(web, web, null, null));
            assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(evil))
                    .isFalse();
            assertThat(server.isRegistered(web)).isTrue();
        }
    }

    @Test
    void whatIsForeignIsNotThere() throws Exception {
        try (JMXConnector connector = bench.operator()) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            for (String name : List.of(
                    "java.util.logging:type=Logging",
                    "com.sun.management:type=HotSpotDiagnostic",
                    "com.sun.management:type=DiagnosticCommand",
                    "jdk.management.jfr:type=FlightRecorder")) {
                ObjectName foreign = new ObjectName(name);
                assertThat(server.isRegistered(foreign)).isFalse();
                assertThat(server.queryNames(foreign, null)).isEmpty();
                missing(() -> server.getAttribute(foreign, "Name"));
                missing(() -> server.getAttributes(foreign, new String[] {"Name"}));
                missing(() -> server.getMBeanInfo(foreign));
                missing(() -> server.getObjectInstance(foreign));
                missing(() -> server.isInstanceOf(foreign, "java.lang.Object"));
                missing(() -> server.addNotificationListener(foreign, (notification, nothing) -> {}, null, null));
                missing(() -> server.invoke(foreign, "dumpHeap", new Object[] {directory + "/x", true}, new String[] {
                    "java.lang.String", "boolean"
                }));
            }
            assertThat(server.queryNames(null, null))
                    .allMatch(name ->
                            List.of("procmgr", "java.lang", "JMImplementation").contains(name.getDomain()));
            assertThat(server.queryMBeans(null, null)).hasSize(server.getMBeanCount());
            ObjectName runtime = new ObjectName("java.lang:type=Runtime");
            System.setProperty("rmi.test.password", "hush");
            assertThat(server.getAttribute(runtime, "SystemProperties").toString())
                    .contains("java.vm.name")
                    .doesNotContain("hush");
            assertThat((String[]) server.getAttribute(runtime, "InputArguments"))
                    .singleElement()
                    .asString()
                    .startsWith("(not shown");
            assertThat(server.getAttributes(runtime, new String[] {"SystemProperties", "InputArguments", "Pid"}))
                    .hasSize(3)
                    .asString()
                    .contains("java.vm.name")
                    .doesNotContain("hush");
            assertThatThrownBy(() -> server.addNotificationListener(
                            new ObjectName("java.lang:type=Memory"), (notification, nothing) -> {}, null, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aViewerDoesNothing() throws Exception {
        try (JMXConnector connector = bench.viewer()) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName web = bench.process("web");
            refused(() -> server.invoke(web, "stop", null, null));
            refused(() -> server.invoke(web, "stop()", null, null));
            refused(() -> server.invoke(web, "noSuchOperation", null, null));
            refused(() -> server.invoke(
                    bench.jobs.supervisorName(), "stopAll", new Object[] {"*"}, new String[] {"java.lang.String"}));
            assertThat(server.getAttribute(web, "State")).isEqualTo("RUNNING");
        }
    }

    /** Else a user of this machine could put a server in the place of ours, and be told the secrets. */
    @Test
    void nobodyRebindsTheNameInTheRegistry() throws Exception {
        Registry registry = LocateRegistry.getRegistry("127.0.0.1", bench.door.port());
        assertThat(registry.list()).containsExactly("jmxrmi");
        java.rmi.Remote ours = registry.lookup("jmxrmi");
        assertThatThrownBy(() -> registry.rebind("jmxrmi", ours)).hasCauseInstanceOf(AccessException.class);
        assertThatThrownBy(() -> registry.bind("other", ours)).hasCauseInstanceOf(AccessException.class);
        assertThatThrownBy(() -> registry.unbind("jmxrmi")).hasCauseInstanceOf(AccessException.class);
        assertThat(registry.list()).containsExactly("jmxrmi");
    }

    @Test
    void connectionsThatSayNothingDisturbNoGuestAndLeaveRoomOnceTheyEnd() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (JMXConnector connector = bench.viewer()) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            for (int i = 0; i < 100; i++) {
                idle.add(new Socket("127.0.0.1", bench.door.port()));
            }
            assertThat(server.getAttribute(bench.process("web"), "State")).isEqualTo("RUNNING");
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
        await().untilAsserted(() -> assertThatCode(() -> bench.viewer().close()).doesNotThrowAnyException());
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(SecurityException.class).hasMessageStartingWith("cannot ");
    }

    private static void missing(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InstanceNotFoundException.class);
    }
}
