package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many real processes at once. */
@ExtendWith(LeakCheck.class)
class ManyJobsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void oneOfAHundredKilledIsBackAndTheOthersAreNotTouched() throws IOException {
        try (ProcMgr procMgr = start(100)) {
            awaitAll(procMgr, 100);
            Random random = new Random(1);
            Map<String, Long> pids = pids(procMgr);
            long[] micros = new long[50];
            for (int i = 0; i < micros.length; i++) {
                String victim = "job" + random.nextInt(100);
                long before = pids.get(victim);
                long start = System.nanoTime();
                ProcessHandle.of(before).orElseThrow().destroyForcibly();
                micros[i] = awaitReplacement(procMgr, victim, before, start);
                pids.put(victim, status(procMgr, victim).pid().orElseThrow());
                assertThat(pids(procMgr)).isEqualTo(pids);
            }
            Arrays.sort(micros);
            System.out.printf("kill to replacement among 100: p50 %d µs, p99 %d µs%n", micros[25], micros[49]);
        }
    }

    @Test
    void aThousandAreStartedKilledAtOnceBackAndStopped() throws IOException {
        long start = System.nanoTime();
        try (ProcMgr procMgr = start(1_000)) {
            awaitAll(procMgr, 1_000);
            System.out.printf("1,000 started in %d ms%n", millisSince(start));
            Map<String, Long> before = pids(procMgr);
            start = System.nanoTime();
            before.values().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            await().atMost(PATIENCE).until(() -> {
                Map<String, Long> now = pids(procMgr);
                return now.size() == 1_000
                        && now.entrySet().stream()
                                .noneMatch(job -> job.getValue().equals(before.get(job.getKey())));
            });
            System.out.printf("1,000 killed and back in %d ms%n", millisSince(start));
            assertThat(procMgr.supervisor().statuses())
                    .allMatch(status -> status.history().restartCount() == 1);
            start = System.nanoTime();
        }
        System.out.printf("1,000 stopped in %d ms%n", millisSince(start));
        // the shell that sent the last signals may be on its way out
        await("no zombie, no orphan").atMost(PATIENCE).until(() -> ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .findAny()
                .isEmpty());
    }

    private ProcMgr start(int jobs) throws IOException {
        Path config = directory.resolve("jobs.properties");
        StringBuilder text = new StringBuilder("procmgr.defaults.backoff.reset-after=0s\n"
                + "procmgr.defaults.start-seconds=0s\nprocmgr.defaults.log.file=none\n");
        for (int i = 0; i < jobs; i++) {
            text.append("procmgr.jobs.job").append(i).append(".command=/bin/sleep 1000\n");
        }
        Files.writeString(config, text);
        return ProcMgr.start(
                Settings.of(List.of(config), directory.resolve("state")).withApp("many"));
    }

    private static void awaitAll(ProcMgr procMgr, int jobs) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> procMgr.supervisor().statuses().stream()
                                .filter(JobStatus::up)
                                .count()
                        == jobs);
    }

    /** The clock stops when the replacement's pid is known, within the accuracy of this loop. */
    private static long awaitReplacement(ProcMgr procMgr, String job, long before, long start) {
        OptionalLong pid = status(procMgr, job).pid();
        while (pid.isEmpty() || pid.getAsLong() == before) {
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(20_000);
            pid = status(procMgr, job).pid();
        }
        long micros = (System.nanoTime() - start) / 1_000;
        await().atMost(PATIENCE).until(() -> status(procMgr, job).state() == JobState.RUNNING);
        return micros;
    }

    private static JobStatus status(ProcMgr procMgr, String job) {
        return procMgr.supervisor().status(new JobName(job)).orElseThrow();
    }

    private static Map<String, Long> pids(ProcMgr procMgr) {
        return procMgr.supervisor().statuses().stream()
                .filter(status -> status.pid().isPresent())
                .collect(Collectors.toMap(
                        status -> status.name().value(),
                        status -> status.pid().getAsLong(),
                        (one, other) -> one,
                        HashMap::new));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
