package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobCommand;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.RefusedException;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations on real processes: commands, signals from outside, other definitions, one by one and many at once.
 * {@code -Dprocmgr.seed} chooses the same definitions and operations again; the timing, and whom it hits, are chance.
 */
@ExtendWith(LeakCheck.class)
class RandomOperationsTest {
    private static final int LOOK_EVERY = 25;
    private static final int COMPARE_EVERY = 1_000;
    private static final int MOST_MICROS_BETWEEN = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("procmgr.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final OwnFaults faults = new OwnFaults();
    private List<String> names;
    private RandomJobs jobs;
    private MarkedProcesses processes;
    private ProcMgr procMgr;

    @BeforeEach
    void prepare() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        jobs = new RandomJobs(random, directory.toString());
        processes = new MarkedProcesses(directory.resolve("state"));
        Files.writeString(directory.resolve("watched"), "first");
        run("mkfifo", directory.resolve("fifo").toString());
    }

    @Test
    void hundredsOfOperationsLeaveNothingBehind() throws Exception {
        leaveNothingBehind(300, 30);
    }

    @Test
    @Tag("soak")
    void tenThousandOperationsLeaveNothingBehind() throws Exception {
        leaveNothingBehind(10_000, 300);
    }

    private void leaveNothingBehind(int operations, int count) throws Exception {
        System.out.println("RandomOperationsTest: -Dprocmgr.seed=" + seed);
        names = IntStream.range(0, count).mapToObj(number -> "job" + number).toList();
        writeNothingButOneAtRest();
        // whatever a JVM opens once and keeps is open after the first
        start().close();
        List<String> before = OpenFiles.ofThisJvm();
        try (OwnFaults listening = faults;
                ProcMgr running = start()) {
            procMgr = running;
            listening.of(running.supervisor());
            List<String> filesAtRest = OpenFiles.ofThisJvm();
            long threadsAtRest = threads();
            names.forEach(jobs::define);
            write();
            for (int operation = 1; operation <= operations; operation++) {
                operate();
                look(operation);
            }
            everybodyComesUp();
            everybodyGoesDown();
            await("threads as at rest (seed " + seed + ")").atMost(PATIENCE).until(() -> threads() == threadsAtRest);
            awaitOpenFiles(filesAtRest);
            writeNothingButOneAtRest();
            await("all are forgotten (seed " + seed + ")")
                    .atMost(PATIENCE)
                    .until(() -> procMgr.supervisor().statuses().size() == 1);
            System.out.println("RandomOperationsTest: " + operations + " operations on " + count + " jobs: " + faults);
        }
        await("descriptors as before").atMost(PATIENCE).untilAsserted(() -> assertThat(OpenFiles.ofThisJvm())
                .isEqualTo(before));
        assertThat(processes.byJob()).isEmpty();
        await("no zombie").atMost(PATIENCE).until(() -> MarkedProcesses.zombies()
                .isEmpty());
        assertThat(faults.told()).as("seed %d", seed).isEmpty();
    }

    private ProcMgr start() throws IOException {
        return ProcMgr.start(
                Settings.of(List.of(config()), directory.resolve("state")).withApp("random"));
    }

    // ---- operations

    private void operate() throws Exception {
        switch (random.nextInt(40)) {
            case 0 -> manyAtOnce();
            case 1, 2, 3 -> redefine();
            case 4 -> Files.writeString(directory.resolve("watched"), "changed " + random.nextInt());
            case 5 -> procMgr.configuration().reload();
            case 6, 7, 8, 9, 10, 11, 12, 13 -> signal("KILL", 1);
            case 14, 15 -> signal("STOP", 1);
            case 16 -> signal("TERM", 1);
            case 17, 18 -> killAnyProcess();
            case 19, 20, 21 -> command(anyOf(names), JobCommand.ENABLE);
            case 22, 23 -> command(anyOf(names), JobCommand.DISABLE);
            case 24, 25, 26, 27 -> command(anyOf(names), JobCommand.STOP);
            case 28, 29, 30, 31 -> command(anyOf(names), JobCommand.RESTART);
            case 32 -> command(anyOf(names), anyOf(List.of(JobCommand.values())));
            default -> command(anyOf(names), JobCommand.START);
        }
        // time passes, or not
        if (random.nextInt(4) > 0) {
            LockSupport.parkNanos(1_000L * random.nextInt(MOST_MICROS_BETWEEN));
        }
    }

    private void manyAtOnce() throws Exception {
        int many = 1 + random.nextInt(names.size());
        switch (random.nextInt(4)) {
            case 0 -> signal("KILL", many);
            case 1 -> signal("STOP", many / 10);
            default -> {
                JobCommand command = anyOf(List.of(
                        JobCommand.START, JobCommand.STOP, JobCommand.RESTART, JobCommand.RESTART, JobCommand.ENABLE));
                for (int i = 0; i < many; i++) {
                    command(anyOf(names), command);
                }
            }
        }
    }

    private void command(String job, JobCommand command) {
        try {
            procMgr.supervisor().command(new JobName(job), command);
        } catch (RefusedException e) {
            // it may: the job is disabled, say, or not defined
        }
    }

    /** To main processes, from outside. */
    private void signal(String signal, int most) throws Exception {
        List<Long> pids = new ArrayList<>();
        List<JobStatus> statuses = procMgr.supervisor().statuses();
        for (int i = 0; i < most && !statuses.isEmpty(); i++) {
            anyOf(statuses).pid().ifPresent(pids::add);
        }
        signal(signal, pids);
    }

    private void killAnyProcess() throws Exception {
        List<Long> all = processes.byJob().values().stream()
                .flatMap(List::stream)
                .map(MarkedProcesses.Found::pid)
                .toList();
        signal("KILL", all.isEmpty() ? all : List.of(anyOf(all)));
    }

    private void signal(String signal, List<Long> pids) throws Exception {
        List<String> words = new ArrayList<>(List.of("kill", "-" + signal));
        pids.stream()
                .filter(processes::isMarked)
                .distinct()
                .map(String::valueOf)
                .forEach(words::add);
        if (words.size() > 2) {
            run(words.toArray(String[]::new));
        }
    }

    private void redefine() throws IOException {
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = anyOf(names);
            if (random.nextInt(3) == 0 && jobs.names().size() > 1) {
                jobs.remove(name);
            } else {
                jobs.define(name);
            }
        }
        write();
    }

    private void write() throws IOException {
        Path target = config();
        if (random.nextInt(4) == 0) {
            Files.writeString(target, jobs.text());
        } else {
            Path next = Files.writeString(directory.resolve("next"), jobs.text());
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    // ---- what holds

    private void look(int operation) {
        if (operation % LOOK_EVERY == 0) {
            assertThat(processes.doubles())
                    .as("operation %d, seed %d", operation, seed)
                    .isEmpty();
        }
        if (operation % COMPARE_EVERY == 0) {
            compare();
        }
    }

    /** What is told is what is. */
    private void compare() {
        awaitDefinitions();
        StatusTruth truth = new StatusTruth(procMgr.supervisor(), processes);
        await("what is told is what is (seed " + seed + ")")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(truth.untrue()).isEmpty());
        await("no zombie").atMost(PATIENCE).until(() -> MarkedProcesses.zombies()
                .isEmpty());
    }

    private void awaitDefinitions() {
        await("the definitions are applied (seed " + seed + ")")
                .atMost(PATIENCE)
                .until(() -> procMgr.configuration()
                        .check()
                        .contains("added: none\nrestarted: none\nupdated: none\nremoved: none"));
    }

    /** No job is wedged: each can be redefined and started. */
    private void everybodyComesUp() throws IOException {
        names.forEach(jobs::defineStaying);
        write();
        awaitDefinitions();
        names.forEach(job -> command(job, JobCommand.ENABLE));
        names.forEach(job -> command(job, JobCommand.START));
        await("all run (seed " + seed + ")").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        procMgr.supervisor().statuses())
                .hasSameSizeAs(names)
                .allMatch(JobStatus::up));
        compare();
        assertThat(processes.doubles()).as("seed %d", seed).isEmpty();
    }

    private void everybodyGoesDown() {
        names.forEach(job -> command(job, JobCommand.STOP));
        await("all are stopped (seed " + seed + ")").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        procMgr.supervisor().statuses())
                .allMatch(status -> status.state() == JobState.STOPPED));
        assertThat(processes.byJob()).isEmpty();
    }

    private void awaitOpenFiles(List<String> expected) {
        await("no descriptor is lost (seed " + seed + ")")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(OpenFiles.ofThisJvm()).isEqualTo(expected));
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("procmgr-"))
                .count();
    }

    private void writeNothingButOneAtRest() throws IOException {
        Files.writeString(config(), "procmgr.jobs.rests.command=/bin/true\nprocmgr.jobs.rests.autostart=false\n");
    }

    private Path config() {
        return directory.resolve("jobs.properties");
    }

    private <T> T anyOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static void run(String... words) throws Exception {
        new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
