package io.procmgr.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.sample.SampleClient.Process;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The sample as it is, in a real server. */
@ExtendWith(LeakCheck.class)
abstract class SampleContract {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final List<String> JOBS = List.of("clock", "counter", "sweeper", "watcher");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    AppServer server;
    Path war;

    abstract AppServer server(Path directory) throws IOException;

    @BeforeEach
    void start() throws IOException {
        war = Archives.sampleAs(directory.resolve("shop.war"));
        server = server(directory);
        server.start("-Dprocmgr.http.port=0");
    }

    @AfterEach
    void end() {
        server.close();
    }

    static boolean allRun(Map<String, Process> processes) {
        return processes.keySet().containsAll(JOBS)
                && processes.values().stream()
                        .allMatch(process -> process.state().equals("RUNNING"));
    }

    @Test
    void jobsStartWithTheApplicationAreManagedInAllWaysAndEndWithIt() throws Exception {
        assertThat(server.deploy(war)).as(server.process().output()).isTrue();
        SampleClient page = new SampleClient(server.url("/shop"));
        server.process().await("all jobs run", () -> allRun(page.processes()));
        Map<String, Process> before = page.processes();
        await().atMost(PATIENCE).until(() -> page.text().contains("clock started, pid "));
        JmxOverHttp jmx = new JmxOverHttp(server.dataDirectory().resolve("procmgr/shop"));
        assertThat(jmx.read("procmgr:type=Process,app=shop,name=clock", "State"))
                .contains("\"RUNNING\"");

        assertThat(page.restart("clock", "guessed")).isEqualTo(403);
        assertThat(page.restart("clock")).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> {
            Process clock = page.processes().get("clock");
            return clock != null
                    && clock.state().equals("RUNNING")
                    && !clock.pid().equals(before.get("clock").pid());
        });
        assertThat(page.processes().get("counter")).isEqualTo(before.get("counter"));

        server.undeploy(war);
        assertThat(living(before)).isEmpty();
        assertThat(jmx.answers()).isFalse();
        server.process().stop();
    }

    static List<String> living(Map<String, Process> processes) {
        return processes.values().stream()
                .map(Process::pid)
                .filter(pid -> !pid.isEmpty() && lives(pid))
                .toList();
    }

    /** An orphan that ended may be a zombie for a while: who has to reap it is not the server. */
    private static boolean lives(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aServerThatIsKilledLosesNoProcessAndDoublesNone() throws Exception {
        assertThat(server.deploy(war)).as(server.process().output()).isTrue();
        SampleClient page = new SampleClient(server.url("/shop"));
        server.process().await("all jobs run", () -> allRun(page.processes()));
        Map<String, Process> before = page.processes();

        server.process().kill();
        assertThat(living(before)).hasSize(before.size());
        server.start("-Dprocmgr.http.port=0");
        redeployAfterCrash();
        SampleClient again = new SampleClient(server.url("/shop"));
        server.process().await("all jobs run", () -> allRun(again.processes()));
        Map<String, Process> after = again.processes();

        // what watches the server is defined anew: its pid is in the command
        before.remove("watcher");
        assertThat(after).containsAllEntriesOf(before);
        server.process().stop();
        assertThat(living(after)).isEmpty();
    }

    /** For a server that does not deploy by itself what was deployed when it died. */
    abstract void redeployAfterCrash() throws IOException;
}
