package io.procmgr;

import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import io.procmgr.jmx.LogCapture;
import io.procmgr.output.NumberedLines;
import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three million lines written as fast as a program can, through rotations one after the other; prints what it costs. The
 * java engine looks at a file every five seconds only.
 */
@Tag("soak")
@Tag("native-engine")
@ExtendWith(LeakCheck.class)
class LogFullSpeedTest {
    private static final int LINES = 3_000_000;
    private static final double MEGABYTE = 1e6;

    @RegisterExtension
    final RunningSupervisor supervisor = new RunningSupervisor();

    @TempDir
    Path home;

    private final OperatingSystemMXBean jvm = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void noLineIsLostDoubledOrCutOnExt4() throws IOException {
        run(home, "no rotation", "log.rotate=off");
        long archives = run(home.resolve("rotated"), "rotation", "log.rotate=collapse");

        assertThat(archives).isGreaterThanOrEqualTo(30);
        NumberedLines.assertComplete(home.resolve("rotated/log/web.log"), LINES);
    }

    @Test
    void whatIsLostWhereTheFileSystemCannotIsStated() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "needs /dev/shm");
        Path directory = Files.createTempDirectory(memory, "procmgr");
        try (LogCapture log = new LogCapture()) {
            long archives = run(directory, "tmpfs", "log.rotate=collapse");
            long lost = NumberedLines.missing(directory.resolve("log/web.log"), LINES);
            List<String> stated = log.lines(Level.INFO).stream()
                    .filter(line -> line.contains("before it was cut is lost"))
                    .toList();
            System.out.printf(
                    Locale.ROOT,
                    "tmpfs: %d rotations, %d of %d lines lost (%.4f %%); the last of %d statements: %s%n",
                    archives,
                    lost,
                    LINES,
                    100.0 * lost / LINES,
                    stated.size(),
                    stated.get(stated.size() - 1));

            assertThat(stated).hasSizeGreaterThanOrEqualTo((int) archives);
            assertThat(lost).isLessThan(LINES / 20);
        } finally {
            supervisor.close();
            delete(directory);
        }
    }

    /** Runs the writer as a job; returns how many archives there are. */
    private long run(Path directory, String name, String rule) throws IOException {
        supervisor.close();
        Files.createDirectories(directory);
        Path config = directory.resolve("jobs.properties");
        String awk = NumberedLines.command(LINES).get(1).replace("\\", "\\\\");
        String sizes = rule.endsWith("off") ? "" : "procmgr.jobs.web.log.max-size=1m\nprocmgr.jobs.web.log.keep=1000\n";
        RunningSupervisor.write(
                config,
                "procmgr.jobs.web.command=awk '" + awk + "'\nprocmgr.jobs.web.restart=never\n"
                        + "procmgr.jobs.web.autostart=false\nprocmgr.jobs.web." + rule + "\n" + sizes);
        supervisor.startWith(directory, config);
        long cpu = jvm.getProcessCpuTime();
        long start = System.nanoTime();
        supervisor.command("web", io.procmgr.supervise.JobCommand.START);
        supervisor.awaitState("web", JobState.COMPLETED);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (jvm.getProcessCpuTime() - cpu) / 1e9;
        Path log = directory.resolve("log/web.log");
        until(() -> rule.endsWith("off") || Files.size(log) < 1 << 20);
        long bytes = bytes(directory.resolve("log"));
        long archives = archives(directory.resolve("log"));
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f MB in %.2f s, writer %.0f MB/s, %d rotations, JVM %.2f s of CPU%n",
                name,
                bytes / MEGABYTE,
                seconds,
                bytes / MEGABYTE / seconds,
                archives,
                cpuSeconds);
        return archives;
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static long archives(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith("web.log")).count();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
