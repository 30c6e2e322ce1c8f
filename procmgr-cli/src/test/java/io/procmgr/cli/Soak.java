package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built command with two hundred jobs that crash, log, and are defined anew all the time, and a client that asks for
 * them: {@code mvn verify -Psoak}. {@code -Dprocmgr.soak.minutes} says how long, 30 if not given. What was measured goes to
 * {@code target/soak.csv} and, as a plot, to {@code target/soak.svg};
 * the command's log to {@code target/soak.log}.
 */
@ExtendWith(LeakCheck.class)
class Soak {
    private static final Path LAUNCHER = Path.of("target/procmgr").toAbsolutePath();
    private static final Path TABLE = Path.of("target/soak.csv");
    private static final Path PLOT = Path.of("target/soak.svg");
    private static final Path LOG = Path.of("target/soak.log");
    private static final int JOBS = 200;
    private static final long TICK_MILLIS = 500;
    private static final long SAMPLE_EVERY = Duration.ofSeconds(5).toNanos();

    /** By so much memory may grow: the compiler and the collector take their time. */
    private static final double MEMORY_MARGIN = 1.10;

    /** So many more may be open, or run, than the number of processes says: a client's connection, a launch under way. */
    private static final double FEW = 8;

    @TempDir
    private Path directory;

    private final Duration length =
            Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("procmgr.soak.minutes", "30"))));
    private final long seed = Long.getLong("procmgr.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SoakJobs jobs = new SoakJobs(random, JOBS);
    private final Samples samples = new Samples();
    private Path state;

    @Test
    @Tag("soak")
    void memoryDescriptorsAndThreadsStayFlat() throws Exception {
        System.out.println("Soak: " + length.toSeconds() + " s, -Dprocmgr.seed=" + seed);
        state = directory.resolve("state");
        Files.writeString(config(), jobs.text());
        try (Command command = start().awaitUp()) {
            SoakClient client = new SoakClient(
                    command.url(),
                    Files.readString(state.resolve("operator.token")).strip());
            try {
                live(command, client);
            } finally {
                Files.writeString(LOG, command.err());
            }

            assertThat(command.signal("TERM").exitStatus()).isZero();
            assertThat(Command.childrenOf(state)).isEmpty();
            assertThat(state.resolve("endpoint.json")).doesNotExist();
            assertThat(command.errLines()).noneMatch(line -> line.contains("fault in procmgr"));
            System.out.println("Soak: "
                    + command.errLines().stream()
                            .filter(line -> line.contains(" exited after "))
                            .count() + " exits");
        } finally {
            Files.writeString(TABLE, samples.csv());
            Files.writeString(
                    PLOT, samples.svg("procmgr with " + JOBS + " jobs that crash, log and are reloaded at random"));
        }
        System.out.println("Soak: " + samples.summary());
        assertFlat();
    }

    private Command start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                LAUNCHER.toString(), "run", config().toString(), "--state", state.toString(), "--http", "127.0.0.1:0");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .merge(
                        "PROCMGR_JAVA_OPTS",
                        "-Dprocmgr.engine=" + System.getProperty("procmgr.engine", ""),
                        (given, engine) -> given + " " + engine);
        return Command.start(directory, builder);
    }

    private void live(Command command, SoakClient client) throws Exception {
        long start = System.nanoTime();
        long sampled = start - SAMPLE_EVERY;
        while (System.nanoTime() - start < length.toNanos()) {
            if (System.nanoTime() - sampled >= SAMPLE_EVERY) {
                sampled += SAMPLE_EVERY;
                samples.add(Sample.of(command.pid(), (System.nanoTime() - start) / 1e9, client.heapAfterCollection()));
            }
            disturb(client);
            assertThat(command.endsWithin(TICK_MILLIS))
                    .as("procmgr has ended: %s", command.out())
                    .isFalse();
        }
    }

    private void disturb(SoakClient client) throws Exception {
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                jobs.change();
                Path next = Files.writeString(directory.resolve("next"), jobs.text());
                Files.move(next, config(), StandardCopyOption.ATOMIC_MOVE);
            }
            case 2 -> Files.writeString(config(), random.nextBoolean() ? jobs.text() : "procmgr.jobs.wrong.command=\n");
            case 3 -> client.readStatuses();
            case 4 -> client.readAll("State");
            case 5 -> client.execute(jobs.any(), "tail", "\"stdout\"", "20");
            case 6 -> client.execute(jobs.any(), random.nextBoolean() ? "restart" : "stop");
            default -> client.startAll();
        }
    }

    /** The middle of the last fifth of the time against that of the second: the first is the JVM's to get warm. */
    private void assertFlat() {
        double processes = Math.abs(samples.growth(Sample::processes));
        assertThat(samples.median(4, Sample::memoryMiB))
                .as("memory, MiB")
                .isLessThanOrEqualTo(MEMORY_MARGIN * samples.median(1, Sample::memoryMiB));
        assertThat(samples.growth(Sample::descriptors)).as("descriptors").isLessThanOrEqualTo(processes + FEW);
        assertThat(samples.growth(Sample::threads)).as("threads").isLessThanOrEqualTo(processes + FEW);
    }

    private Path config() {
        return directory.resolve("jobs.properties");
    }
}
