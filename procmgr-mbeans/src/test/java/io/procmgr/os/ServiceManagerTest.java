package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.os.linux.DatagramReceiver;
import io.procmgr.testing.LeakCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class ServiceManagerTest {
    private static final long PID = 4711;

    @TempDir
    private Path directory;

    private static ServiceManager at(String socket) {
        return ServiceManager.of(Map.of("NOTIFY_SOCKET", socket), PID).orElseThrow();
    }

    private static Optional<Duration> watchdog(Map<String, String> more) {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.put("NOTIFY_SOCKET", "/nowhere");
        return ServiceManager.of(environment, PID).orElseThrow().watchdog();
    }

    @Test
    void messagesGoToASocketWithAFileAndToOneWithout() throws Exception {
        try (DatagramReceiver file = DatagramReceiver.at(directory.resolve("notify"));
                DatagramReceiver name = DatagramReceiver.abstractOne()) {
            at(file.name()).tell("READY=1", "STATUS=drei Prozesse laufen, einer für später");
            at(name.name()).tell("STOPPING=1");

            assertThat(file.messages()).containsExactly("READY=1\nSTATUS=drei Prozesse laufen, einer für später");
            assertThat(name.messages()).containsExactly("STOPPING=1");
        }
    }

    @Test
    void aHintIsLostRatherThanWaitedForWhenNobodyReads() throws Exception {
        try (DatagramReceiver receiver = DatagramReceiver.at(directory.resolve("notify"))) {
            ServiceManager manager = at(receiver.name());
            int sent = 0;
            while (manager.hint("WATCHDOG=1")) {
                sent++;
            }

            assertThat(receiver.messages()).hasSize(sent).isNotEmpty();
            assertThat(manager.hint("WATCHDOG=1")).isTrue();
        }
    }

    @Test
    void aSocketThatIsNotThereOrCannotBeHarmsNothing() {
        assertThat(at(directory.resolve("missing").toString()).hint("READY=1")).isFalse();
        assertThat(at("/" + "long".repeat(30)).hint("READY=1")).isFalse();
    }

    @Test
    void nobodyIsToldUnlessThereIsASocket() {
        assertThat(ServiceManager.of(Map.of(), PID)).isEmpty();
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", ""), PID)).isEmpty();
    }

    @Test
    void theWatchdogIsOursIfItsPidIsOrIfThereIsNone() {
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "30000000"))).contains(Duration.ofSeconds(30));
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "4711")))
                .contains(Duration.ofSeconds(30));
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "4712")))
                .isEmpty();
        assertThat(watchdog(Map.of())).isEmpty();
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "0"))).isEmpty();
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "soon"))).isEmpty();
    }

    /** systemd compares what we tell of a reload with its own clock. */
    @Test
    void theClockOfThisJvmIsThatOfSystemd() throws Exception {
        long before = DatagramReceiver.monotonicMicros();
        long ours = System.nanoTime() / 1_000;

        assertThat(ours).isBetween(before, DatagramReceiver.monotonicMicros());
    }
}
