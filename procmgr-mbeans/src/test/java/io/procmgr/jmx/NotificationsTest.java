package io.procmgr.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationsTest {
    @TempDir
    Path directory;

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final List<Notification> heard = new CopyOnWriteArrayList<>();
    private JmxBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new JmxBench(directory, server, Optional.empty())
                .define("web.command=sh -c 'exit 3'", "web.autostart=false", "web.restart=never");
        await().until(() -> server.isRegistered(bench.process("web")));
        server.addNotificationListener(bench.process("web"), (event, back) -> heard.add(event), null, null);
        server.addNotificationListener(bench.supervisorName(), (event, back) -> heard.add(event), null, null);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aRunIsToldFromItsStartToItsEnd() throws Exception {
        bench.call(bench.process("web"), "start");
        await().until(() -> !ofType("procmgr.process.gaveup").isEmpty());
        Notification exited = ofType("procmgr.process.exited").get(0);
        assertThat(exited.getSource()).isEqualTo(bench.process("web"));
        CompositeData data = (CompositeData) exited.getUserData();
        assertThat(data.get("exitCode")).isEqualTo(3);
        assertThat(data.get("exitSignal")).isEqualTo(-1);
        assertThat(data.get("job")).isEqualTo("web");
        assertThat(data.get("runId")).isEqualTo(1L);
    }

    @Test
    void aChangeOfStateIsAnAttributeChange() throws Exception {
        bench.call(bench.process("web"), "start");
        bench.await("web", "FAILED");
        await().until(() -> ofType("jmx.attribute.change").stream()
                .anyMatch(event ->
                        ((AttributeChangeNotification) event).getNewValue().equals(200)));
        AttributeChangeNotification first =
                (AttributeChangeNotification) ofType("jmx.attribute.change").get(0);
        assertThat(first.getAttributeName()).isEqualTo("StateCode");
        assertThat(first.getOldValue()).isEqualTo(0);
        assertThat(first.getMessage()).startsWith("STOPPED -> ");
    }

    @Test
    void numbersStrictlyIncreaseOverAllMBeansAndAreThoseOfTheEvents() throws Exception {
        bench.call(bench.process("web"), "start");
        await().until(() -> !ofType("procmgr.process.gaveup").isEmpty());
        bench.define("web.command=sleep 60", "web.autostart=false");
        await().until(() -> !ofType("procmgr.config.reloaded").isEmpty());
        assertThat(heard.stream().map(Notification::getSequenceNumber))
                .isSorted()
                .doesNotHaveDuplicates();
        Notification last = heard.get(heard.size() - 1);
        CompositeData[] events =
                (CompositeData[]) bench.call(bench.supervisorName(), "events", last.getSequenceNumber() - 1, 1);
        assertThat(events[0].get("message")).isEqualTo(((CompositeData) last.getUserData()).get("message"));
    }

    @Test
    void aRefusedConfigurationIsToldByTheSupervisor() throws Exception {
        bench.write("web.nonsense=1");
        try {
            bench.call(bench.supervisorName(), "reloadConfig");
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("nonsense");
        }
        await().until(() -> !ofType("procmgr.config.rejected").isEmpty());
        assertThat(ofType("procmgr.config.rejected").get(0).getSource()).isEqualTo(bench.supervisorName());
    }

    private List<Notification> ofType(String type) {
        return heard.stream().filter(event -> event.getType().equals(type)).toList();
    }
}
