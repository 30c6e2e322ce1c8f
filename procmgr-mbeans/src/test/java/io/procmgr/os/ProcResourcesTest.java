package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.procmgr.supervise.ResourceUsage;
import io.procmgr.testing.LeakCheck;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakCheck.class)
class ProcResourcesTest {
    @TempDir
    Path proc;

    private final AtomicLong nanos = new AtomicLong(1);

    @Test
    void sessionIsAddedUp() throws IOException {
        ProcResources resources = resources();
        process(100, 100, 'S', 300, 10);
        process(101, 100, 'S', 100, 20);
        process(102, 100, 'Z', 900, 0);
        process(200, 200, 'S', 999, 99);

        ResourceUsage usage = resources.usage(100);

        assertThat(usage.processCount()).isEqualTo(2);
        assertThat(usage.cpuTimeMillis()).isEqualTo(4000);
        assertThat(usage.cpuPercent()).isEqualTo(-1);
        assertThat(usage.residentBytes()).isEqualTo(30 * 4096);
        assertThat(usage.threadCount()).isEqualTo(6);
    }

    @Test
    void shareOfAProcessorIsThatSinceTheScanBefore() throws IOException {
        ProcResources resources = resources();
        process(100, 100, 'S', 300, 10);
        resources.usage(100);
        process(100, 100, 'S', 400, 10);
        process(101, 100, 'S', 60, 10);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        // 100 ticks and the 60 of a new process, in 2 s of 100 ticks each
        assertThat(resources.usage(100).cpuPercent()).isCloseTo(80, within(0.01));
    }

    @Test
    void scanIsSharedForASecond() throws IOException {
        ProcResources resources = resources();
        process(100, 100, 'S', 300, 10);
        resources.usage(100);
        process(100, 100, 'S', 400, 10);

        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(resources.usage(100).cpuTimeMillis()).isEqualTo(3000);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(resources.usage(100).cpuTimeMillis()).isEqualTo(4000);
    }

    @Test
    void whatIsGoneIsUnknown() {
        assertThat(resources().usage(4711)).isEqualTo(ResourceUsage.UNKNOWN);
    }

    @Test
    void thisVeryProcessIsSeen() {
        ProcResources resources = new ProcResources();

        ResourceUsage usage = resources.usage(ProcessHandle.current().pid());

        assertThat(usage.processCount()).isPositive();
        assertThat(usage.cpuTimeMillis()).isPositive();
        assertThat(usage.residentBytes()).isGreaterThan(10_000_000);
        assertThat(usage.openFileDescriptors()).isPositive();
        assertThat(usage.threadCount()).isPositive();
    }

    private ProcResources resources() {
        return new ProcResources(new Tools(List.of()), new ProcScan(new File(proc.toString())), nanos::get);
    }

    private void process(long pid, long session, char state, long ticks, long pages) throws IOException {
        Files.createDirectories(proc.resolve("" + pid));
        Files.writeString(
                proc.resolve(pid + "/stat"),
                pid + " (sleep) " + state + " 1 " + session + " " + session + " 0 -1 0 0 0 0 0 " + ticks
                        + " 0 0 0 20 0 " + (state == 'Z' ? 1 : 3) + " 0 4711 0 " + pages + "\n");
    }
}
