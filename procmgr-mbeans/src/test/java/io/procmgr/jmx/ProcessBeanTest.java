package io.procmgr.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessBeanTest {
    @TempDir
    Path directory;

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private JmxBench bench;

    @BeforeEach
    void open() {
        bench = new JmxBench(directory, server, Optional.empty());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aRunningProcessShowsWhatItIs() throws Exception {
        bench.define("web.command=sleep 60", "web.description=The shop", "web.tags=shop front");
        bench.await("web", "RUNNING");
        ObjectName web = bench.process("web");
        assertThat(web).hasToString("procmgr:type=Process,name=web");
        assertThat(bench.get(web, "StateCode")).isEqualTo(20);
        assertThat(bench.get(web, "Up")).isEqualTo(true);
        assertThat(bench.get(web, "Ready")).isEqualTo(true);
        assertThat(bench.get(web, "Owner")).isEqualTo("child");
        assertThat(bench.get(web, "Description")).isEqualTo("The shop");
        assertThat((String[]) bench.get(web, "Tags")).containsExactly("shop", "front");
        assertThat((Long) bench.get(web, "Pid")).isPositive();
        assertThat(bench.get(web, "RunId")).isEqualTo(1L);
        assertThat(bench.get(web, "NextStartMillis")).isEqualTo(-1L);
        assertThat(bench.get(web, "LastExitCode")).isEqualTo(-1);
        assertThat(bench.get(web, "ResidentBytes")).isEqualTo(4L);
        assertThat(bench.get(web, "CpuPercent")).isEqualTo(3.5);
        assertThat((String) bench.get(web, "Source")).endsWith("jobs.properties:1");
    }

    @Test
    void aJobAtRestShowsWhatIsNotKnownAsMinusOne() throws Exception {
        bench.define("web.command=sleep 60", "web.autostart=false");
        ObjectName web = bench.process("web");
        assertThat(bench.get(web, "State")).isEqualTo("STOPPED");
        assertThat(bench.get(web, "Owner")).isEqualTo("");
        for (String attribute : new String[] {"Pid", "StartTimeMillis", "LastExitTimeMillis", "ResidentBytes"}) {
            assertThat(bench.get(web, attribute)).as(attribute).isEqualTo(-1L);
        }
        assertThat(bench.get(web, "UptimeMillis")).isEqualTo(0L);
    }

    @Test
    void commandsAreAcceptedAndToldInOneLine() throws Exception {
        bench.define("web.command=sleep 60");
        ObjectName web = bench.process("web");
        bench.await("web", "RUNNING");
        assertThat((String) bench.call(web, "stop")).startsWith("web: RUNNING").doesNotContain("\n");
        bench.await("web", "STOPPED");
        assertThat(bench.get(web, "LastExitSignal")).isEqualTo(15);
        bench.call(web, "start");
        bench.await("web", "RUNNING");
        bench.call(web, "signal", "SIGCONT");
        bench.call(web, "restart");
        await().until(() -> bench.get(web, "RunId").equals(3L));
        bench.call(web, "forceStop");
        bench.await("web", "STOPPED");
        bench.call(web, "disable");
        assertThat(bench.get(web, "Enabled")).isEqualTo(false);
        bench.call(web, "enable");
        bench.call(web, "resetFailures");
    }

    @Test
    void aRefusedCommandIsAnExceptionThatEveryClientKnows() throws Exception {
        bench.define("web.command=sleep 60", "web.enabled=false");
        assertThatThrownBy(() -> bench.call(bench.process("web"), "start"))
                .isInstanceOf(RuntimeMBeanException.class)
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageContaining("cannot start web: it is disabled: enable it first");
    }

    @Test
    void whatTheJobIsNotMadeForIsRefusedWithTheReason() throws Exception {
        bench.define("web.command=sleep 60");
        ObjectName web = bench.process("web");
        assertThatThrownBy(() -> bench.call(web, "reload")).hasMessageContaining("no reload.signal");
        assertThatThrownBy(() -> bench.call(web, "rotateLogs")).hasMessageContaining("no log file that is rotated");
        assertThatThrownBy(() -> bench.call(web, "writeLine", "hello")).hasMessageContaining("stdin=/dev/null");
        assertThatThrownBy(() -> bench.call(web, "signal", "BOO\nM")).hasMessageContaining("signalName=BOOM");
    }

    @Test
    void theLastErrorLineHasNoControlCharacters() throws Exception {
        bench.define("web.command=sleep 60", "web.log.error-file=" + directory.resolve("web.err"));
        Files.writeString(directory.resolve("web.err"), "first\n\u001b[31mdisk\u0007 full\u001b[0m \u202Eevil\n");
        assertThat(bench.get(bench.process("web"), "LastErrorLine")).isEqualTo("disk full evil");
    }

    @Test
    void errorsInTheSharedLogAreNotTold() throws Exception {
        bench.define("web.command=sleep 60");
        Files.writeString(bench.log("web"), "plain output\n");
        assertThat(bench.get(bench.process("web"), "LastErrorLine")).isEqualTo("");
        assertThat(bench.get(bench.process("web"), "LogBytes")).isEqualTo(13L);
    }

    @Test
    void logsAreReadByStreamWithinBounds() throws Exception {
        bench.define("web.command=sleep 60");
        ObjectName web = bench.process("web");
        bench.await("web", "RUNNING");
        Files.writeString(bench.log("web"), "one\ntwo\nthree\n");
        assertThat((String[]) bench.call(web, "tail", "stdout", 2)).containsExactly("two", "three");
        CompositeData chunk = (CompositeData) bench.call(web, "readLog", "stdout", "", 4);
        assertThat(chunk.get("text")).isEqualTo("one\n");
        assertThat(((CompositeData) bench.call(web, "readLog", "stdout", chunk.get("cursor"), 1000)).get("text"))
                .isEqualTo("two\nthree\n");
        assertThatThrownBy(() -> bench.call(web, "tail", "stderr", 2)).hasMessageContaining("shares a file");
        assertThatThrownBy(() -> bench.call(web, "tail", "../../etc/passwd", 2))
                .hasMessageContaining("stream is stdout or stderr");
        assertThatThrownBy(() -> bench.call(web, "tail", "stdout", 10_001)).hasMessageContaining("lines is 1 to 10000");
    }

    @Test
    void aLogThatIsWrittenNowhereIsRefused() throws Exception {
        bench.define("web.command=sleep 60", "web.log.file=none");
        assertThatThrownBy(() -> bench.call(bench.process("web"), "tail", "stdout", 1))
                .hasMessageContaining("no file of its own");
        assertThat(bench.get(bench.process("web"), "LogBytes")).isEqualTo(0L);
    }

    @Test
    void awaitStateTellsWhetherItCame() throws Exception {
        bench.define("web.command=sleep 60", "web.autostart=false");
        ObjectName web = bench.process("web");
        assertThat(bench.call(web, "awaitState", "running", 10L)).isEqualTo(false);
        assertThat(bench.call(web, "awaitState", "STOPPED", 30_000L)).isEqualTo(true);
        assertThatThrownBy(() -> bench.call(web, "awaitState", "STOPPED", 30_001L))
                .hasMessageContaining("0 to 30000");
        assertThatThrownBy(() -> bench.call(web, "awaitState", "UP", 1L)).hasMessageContaining("no such state");
    }

    @Test
    void theThirdWaiterIsRefused() throws Exception {
        bench.define("web.command=sleep 60", "web.autostart=false");
        ObjectName web = bench.process("web");
        CompletableFuture<?>[] two = {waiter(web), waiter(web)};
        await().untilAsserted(() -> assertThatThrownBy(() -> bench.call(web, "awaitState", "FAILED", 1L))
                .hasMessageContaining("2 clients wait already"));
        bench.call(web, "start");
        CompletableFuture.allOf(two).join();
        assertThat(bench.call(web, "awaitState", "FAILED", 1L)).isEqualTo(false);
    }

    @Test
    void secretsOfTheCommandLineAreMasked() throws Exception {
        bench.define("web.command=sleep 60 --password=hunter2", "web.autostart=false");
        assertThat(bench.get(bench.process("web"), "CommandLine")).isEqualTo("sleep 60 --password=***");
    }

    @Test
    void aNameOutsideOfObjectNamesIsEncoded() throws Exception {
        bench.define("a,b*.command=sleep 60");
        ObjectName name = bench.process("a,b*");
        assertThat(name).hasToString("procmgr:type=Process,name=a%2Cb%2A");
        assertThat(bench.get(name, "Name")).isEqualTo("a,b*");
    }

    private CompletableFuture<Object> waiter(ObjectName name) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return bench.call(name, "awaitState", "RUNNING", 20_000L);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
