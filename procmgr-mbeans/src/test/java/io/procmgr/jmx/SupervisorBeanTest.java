package io.procmgr.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorBeanTest {
    @TempDir
    Path directory;

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private JmxBench bench;
    private ObjectName supervisor;

    @BeforeEach
    void open() throws Exception {
        bench = new JmxBench(directory, server, Optional.empty());
        supervisor = bench.supervisorName();
        bench.define(
                "web-1.command=sleep 60",
                "web-2.command=sleep 60",
                "web-2.enabled=false",
                "db.command=sleep 60",
                "db.tags=store",
                "db.autostart=false");
        bench.await("web-1", "RUNNING");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void countsAndNamesTheJobs() throws Exception {
        assertThat(bench.get(supervisor, "Version")).isEqualTo("1.2.3");
        assertThat(bench.get(supervisor, "JobCount")).isEqualTo(3);
        assertThat(bench.get(supervisor, "UpCount")).isEqualTo(1);
        assertThat(bench.get(supervisor, "AllHealthy")).isEqualTo(true);
        assertThat((String[]) bench.get(supervisor, "JobNames")).containsExactly("web-1", "web-2", "db");
        assertThat((String[]) bench.get(supervisor, "Capabilities")).containsExactly("setsid");
        assertThat(bench.get(supervisor, "ConfigGeneration")).isEqualTo(1L);
    }

    @Test
    void aFailedJobShowsInTheCounts() throws Exception {
        bench.define("bad.command=false", "bad.restart=never");
        bench.await("bad", "FAILED");
        assertThat(bench.get(supervisor, "FailedCount")).isEqualTo(1);
        assertThat(bench.get(supervisor, "AllHealthy")).isEqualTo(false);
        assertThat(bench.get(bench.process("bad"), "LastExitCode")).isEqualTo(1);
    }

    @Test
    void statusesAreTheBulkRead() throws Exception {
        CompositeData[] statuses = (CompositeData[]) bench.get(supervisor, "Statuses");
        assertThat(statuses).hasSize(3);
        assertThat(statuses[0].getCompositeType().keySet())
                .containsExactlyInAnyOrder("name", "instance", "state", "code", "pid", "uptime", "restarts", "exit");
        assertThat(statuses[0].get("state")).isEqualTo("RUNNING");
        assertThat(statuses[1].get("code")).isEqualTo(5);
        assertThat(statuses[2].get("pid")).isEqualTo(-1L);
    }

    @Test
    void aSelectorChoosesByNameByPatternAndByTag() throws Exception {
        assertThat(bench.call(supervisor, "startAll", "@store"))
                .isEqualTo("startAll: 1 of 1 jobs\ndb: STOPPED → STARTING");
        bench.await("db", "RUNNING");
        assertThat((String) bench.call(supervisor, "stopAll", "db")).startsWith("stopAll: 1 of 1 jobs\ndb: RUNNING → ");
        assertThat(bench.call(supervisor, "restartAll", "web-*"))
                .isEqualTo("restartAll: 1 of 2 jobs\nweb-1: RUNNING → STOPPING\n"
                        + "cannot restart web-2: it is disabled: enable it first");
        bench.await("web-1", "RUNNING");
        assertThat((String) bench.call(supervisor, "disableAll", " @store  web-1 "))
                .startsWith("disableAll: 2 of 2 jobs\n");
        bench.await("web-1", "DISABLED");
        bench.await("db", "DISABLED");
    }

    @Test
    void onlyWhatReallyHappensIsCounted() throws Exception {
        assertThat(bench.call(supervisor, "startAll", "*"))
                .isEqualTo("startAll: 1 of 3 jobs\nweb-1: stays RUNNING\n"
                        + "cannot start web-2: it is disabled: enable it first\ndb: STOPPED → STARTING");
        bench.await("db", "RUNNING");
        assertThat(bench.call(supervisor, "enableAll", "web-*"))
                .isEqualTo("enableAll: 1 of 2 jobs\nweb-1: stays RUNNING\nweb-2: DISABLED → STARTING");
        assertThat((String) bench.call(supervisor, "forceStopAll", "*")).startsWith("forceStopAll: 3 of 3 jobs\n");
        for (String job : new String[] {"web-1", "web-2", "db"}) {
            bench.await(job, "STOPPED");
        }
        assertThat(bench.get(bench.process("db"), "LastExitSignal")).isEqualTo(9);
        assertThat((String) bench.call(supervisor, "stopAll", "*")).startsWith("stopAll: 0 of 3 jobs\n");
    }

    @Test
    void aSelectorThatChoosesNothingIsAnErrorAndNothingIsDone() throws Exception {
        for (String selector : new String[] {"mail", "@mail", "web-.", "", " ", "@", "web-1 mail"}) {
            assertThatThrownBy(() -> bench.call(supervisor, "stopAll", selector))
                    .hasMessageMatching("(?s).*(no job matches|a selector is).*");
        }
        for (String operation : new String[] {"startAll", "reloadAll"}) {
            assertThatThrownBy(() -> bench.call(supervisor, operation, "web-2"))
                    .cause()
                    .isExactlyInstanceOf(IllegalStateException.class);
        }
        assertThat(bench.get(supervisor, "UpCount")).isEqualTo(1);
    }

    @Test
    void reloadAppliesOrTellsAllProblems() throws Exception {
        bench.write("web-1.command=sleep 60", "web-1.nice=99");
        assertThat((String) bench.call(supervisor, "checkConfig")).contains("nice");
        assertThatThrownBy(() -> bench.call(supervisor, "reloadConfig")).hasMessageContaining("nice");
        assertThat((String) bench.get(supervisor, "LastReloadError")).contains("nice");
        bench.write("web-1.command=sleep 60", "mail.command=sleep 60");
        assertThat(bench.call(supervisor, "reloadConfig")).isEqualTo("1 added");
        await().until(() -> server.isRegistered(bench.process("mail")));
        await().until(() -> !server.isRegistered(bench.process("db")));
        assertThat(bench.get(supervisor, "LastReloadError")).isEqualTo("");
    }

    @Test
    void eventsReplayWhatHappened() throws Exception {
        CompositeData[] all = (CompositeData[]) bench.call(supervisor, "events", 0L, 1000);
        assertThat(Stream.of(all).map(event -> event.get("kind"))).contains("ADDED", "STATE", "LAUNCHED", "READY");
        assertThat(Stream.of(all).map(event -> (Long) event.get("sequence")))
                .isSorted()
                .doesNotHaveDuplicates();
        long last = (Long) bench.get(supervisor, "NotificationSequence");
        assertThat((CompositeData[]) bench.call(supervisor, "events", last, 1000))
                .isEmpty();
        assertThat((CompositeData[]) bench.call(supervisor, "events", 0L, 2)).hasSize(2);
        assertThatThrownBy(() -> bench.call(supervisor, "events", 0L, 0)).hasMessageContaining("1 to 1000");
    }
}
