package io.procmgr.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-engine")
class JmxRegistrarTest {
    @TempDir
    Path directory;

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @Test
    void mbeansComeAndGoWithTheirJobs() throws Exception {
        try (JmxBench bench = new JmxBench(directory, server, Optional.of("shop"))) {
            bench.define("a.command=sleep 60", "b.command=sleep 60");
            await().until(() -> count() == 3);
            assertThat(server.isRegistered(new ObjectName("procmgr:type=Process,app=shop,name=a")))
                    .isTrue();
            bench.define("b.command=sleep 60");
            await().until(() -> count() == 2);
        }
        assertThat(count()).isZero();
    }

    @Test
    void twoSupervisorsFitOnOneServerIfTheirNamesDiffer() throws Exception {
        Path other = java.nio.file.Files.createDirectory(directory.resolve("other"));
        try (JmxBench one = new JmxBench(directory, server, Optional.of("one")).define("a.command=sleep 60");
                JmxBench two = new JmxBench(other, server, Optional.of("two")).define("a.command=sleep 60")) {
            await().until(() -> count() == 4);
            assertThat(server.isRegistered(one.process("a"))).isTrue();
            assertThat(server.isRegistered(two.process("a"))).isTrue();
        }
    }

    @Test
    void theSecondClaimantOfANameRegistersNothing() throws Exception {
        try (LogCapture log = new LogCapture();
                JmxBench first = new JmxBench(directory, server, Optional.empty()).define("a.command=sleep 60")) {
            await().until(() -> count() == 2);
            Path other = java.nio.file.Files.createDirectory(directory.resolve("other"));
            try (JmxBench second = new JmxBench(other, server, Optional.empty())) {
                second.apply("b.command=sleep 60");
                assertThat(second.supervisor().statuses()).hasSize(1);
                assertThat(count()).isEqualTo(2);
            }
            assertThat(log.lines(Level.WARNING)).singleElement().asString().contains("set procmgr.app");
            assertThat(server.isRegistered(first.supervisorName())).isTrue();
        }
    }

    @Test
    void aServerThatFailsCostsOneWarningAndSupervisionGoesOn() throws Exception {
        try (LogCapture log = new LogCapture();
                JmxBench bench = new JmxBench(directory, failingForProcesses(), Optional.empty())) {
            bench.apply("a.command=sleep 60", "b.command=sleep 60", "c.command=sleep 60");
            await().until(() -> bench.get(bench.supervisorName(), "UpCount").equals(3));
            assertThat(log.lines(Level.WARNING)).singleElement().asString().contains("out of order");
        }
    }

    private long count() {
        try {
            return server.queryNames(new ObjectName("procmgr:*"), null).size();
        } catch (javax.management.MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private MBeanServer failingForProcesses() {
        return (MBeanServer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("registerMBean")
                            && arguments[1].toString().contains("Process")) {
                        throw new javax.management.RuntimeOperationsException(
                                new IllegalStateException("out of order"), "out of order");
                    }
                    return method.invoke(server, arguments);
                });
    }
}
