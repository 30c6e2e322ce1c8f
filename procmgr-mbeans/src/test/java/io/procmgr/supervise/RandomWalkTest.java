package io.procmgr.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.job.RestartRule.Policy;
import io.procmgr.supervise.FakeLauncher.FakeLaunch;
import io.procmgr.supervise.FakeLauncher.FakeLaunch.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hundred thousand random events over a whole supervisor: commands, reloads, launches, exits, time. */
class RandomWalkTest {
    private static final int EVENTS = 100_000;
    private static final Path FILE = Path.of("/etc/app.conf");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final Set<Phase> ENDED = Set.of(Phase.DEAD, Phase.WITHDRAWN);

    private final long seed = Long.getLong("procmgr.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SupervisorBench bench = new SupervisorBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void noEventHoweverItComesBreaksAPromise() {
        System.out.println("RandomWalkTest: -Dprocmgr.seed=" + seed);
        apply();
        for (int i = 0; i < EVENTS; i++) {
            event();
            assertPromises(i);
        }
        NAMES.forEach(name -> quietly(name, JobCommand.STOP));
        bringToAnEnd();
        assertThat(bench.supervisor.statuses())
                .as("seed %d", seed)
                .allMatch(status -> !status.state().isLive() && status.state() != JobState.BACKOFF);
    }

    private void event() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> quietly(anyOf(NAMES), anyOf(List.of(JobCommand.values())));
            case 3 -> {
                if (random.nextInt(5) == 0) {
                    apply();
                }
            }
            case 4 -> bench.files(Map.of(FILE, content()));
            case 5 -> bench.pass(Duration.ofMillis(random.nextInt(4_000)));
            case 6 -> bench.pass(Duration.ofMillis(random.nextInt(20)));
            default -> world();
        }
        bench.settle();
    }

    /** Something happens to one of the launches that are not over. */
    private void world() {
        bench.launcher.launches.removeIf(launch -> ENDED.contains(launch.phase()));
        if (!bench.launcher.launches.isEmpty()) {
            FakeLaunch launch = anyOf(bench.launcher.launches);
            switch (launch.phase()) {
                case QUEUED -> launch.take();
                case TAKEN -> {
                    if (random.nextInt(4) == 0) {
                        launch.fail("cannot launch: chance");
                    } else {
                        launch.succeed();
                    }
                }
                case ALIVE -> {
                    int code = anyOf(List.of(0, 1, 33));
                    if (random.nextInt(4) == 0) {
                        launch.exitLeavingMembers(code);
                    } else {
                        launch.exit(code);
                    }
                }
                case LEFTOVERS -> launch.membersEnd();
                case WITHDRAWN, DEAD -> {}
            }
        }
    }

    private void apply() {
        List<Specs> specs = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(6) > 0) {
                specs.add(anySpec(name));
            }
        }
        bench.apply(Map.of(FILE, content()), specs.toArray(Specs[]::new));
    }

    private Specs anySpec(String name) {
        Specs specs = Specs.job(name)
                .policy(anyOf(List.of(Policy.values())))
                .command("/bin/" + random.nextInt(3))
                .order(random.nextInt(2));
        specs = random.nextInt(5) == 0 ? specs.holding() : specs;
        specs = random.nextInt(5) == 0 ? specs.disabled() : specs;
        specs = random.nextInt(5) == 0 ? specs.notAutostarted() : specs;
        specs = random.nextInt(3) == 0 ? specs.maxFailures(3) : specs;
        specs = random.nextInt(5) == 0 ? specs.watching(FILE) : specs;
        return random.nextInt(5) == 0 ? specs.bounceEvery(Duration.ofSeconds(2)) : specs;
    }

    private FileContent content() {
        int kind = random.nextInt(3);
        return kind == 0 ? new FileContent("", "no such file") : new FileContent("digest" + kind, "");
    }

    private void quietly(String name, JobCommand command) {
        try {
            bench.command(name, command);
        } catch (RefusedException e) {
            assertThat(e.getMessage()).startsWith("cannot ");
        }
    }

    private void assertPromises(int step) {
        Map<String, Long> begun = bench.launcher.launches.stream()
                .filter(launch -> !ENDED.contains(launch.phase()))
                .collect(Collectors.groupingBy(launch -> launch.request.job().value(), Collectors.counting()));
        assertThat(begun.values())
                .as("two of one job, seed %d step %d", seed, step)
                .allMatch(count -> count == 1);
        for (JobStatus status : bench.supervisor.statuses()) {
            boolean exists = begun.containsKey(status.name().value());
            assertThat(status.state().isLive())
                    .as("%s has a launch or a process: %s, seed %d step %d", status.name(), exists, seed, step)
                    .isEqualTo(exists);
        }
        if (step % 100 == 0) {
            assertThat(bench.supervisor.changes(0, ChangeRing.CAPACITY))
                    .as("seed %d step %d", seed, step)
                    .noneMatch(change -> change.message().startsWith("fault in procmgr"));
        }
    }

    private void bringToAnEnd() {
        for (int i = 0; i < 100; i++) {
            bench.launcher.launches.stream()
                    .filter(launch -> !ENDED.contains(launch.phase()))
                    .toList()
                    .forEach(launch -> {
                        switch (launch.phase()) {
                            case QUEUED -> launch.take();
                            case TAKEN -> launch.succeed();
                            case ALIVE -> launch.exit(0);
                            case LEFTOVERS -> launch.membersEnd();
                            case WITHDRAWN, DEAD -> {}
                        }
                    });
            bench.settle();
        }
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
