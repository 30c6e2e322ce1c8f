package io.procmgr;

import static io.procmgr.RunningSupervisor.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.MarkedProcesses.Found;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The supervisor is killed, or ends and leaves its jobs, and another one goes on. */
@ExtendWith(LeakCheck.class)
class CrashTest {
    @TempDir
    Path home;

    @RegisterExtension
    final MortalSupervisor supervisor = new MortalSupervisor();

    private MarkedProcesses processes;

    @BeforeEach
    void look() {
        processes = new MarkedProcesses(home.resolve("state"));
    }

    @Test
    void theNextSupervisorGoesOnWithTheLiving() {
        define(job("a"), job("b"));
        supervisor.start(home);
        Found a = awaitMain("a", 0);
        Found b = awaitMain("b", 0);

        supervisor.kill();
        supervisor.start(home);

        assertThat(awaitMain("a", 0)).isEqualTo(a);
        assertThat(awaitMain("b", 0)).isEqualTo(b);
        assertThat(processes.doubles()).isEmpty();
        assertThat(supervisor.log()).contains("a STOPPED → ").contains("took over pid " + a.pid());
    }

    @Test
    void theEndOfATakenOverProcessIsHeardOf() {
        define(job("a"));
        supervisor.start(home);
        Found before = awaitMain("a", 0);
        supervisor.kill();
        supervisor.start(home);

        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

        assertThat(awaitMain("a", before.run()).run()).isEqualTo(before.run() + 1);
    }

    @Test
    void whatEndedMeanwhileIsMadeAgain() {
        define(job("a"));
        supervisor.start(home);
        Found before = awaitMain("a", 0);
        supervisor.kill();
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

        supervisor.start(home);

        assertThat(awaitMain("a", before.run()).run()).isEqualTo(before.run() + 1);
        assertThat(supervisor.log()).contains("run 1 ended while no supervisor ran: exit status not known");
    }

    @Test
    void instancesOfTemplatesAreTakenOverAsWell() throws IOException {
        define(job("web@"), "procmgr.jobs.pool.command = sleep 1000\nprocmgr.jobs.pool.instances = 2\n");
        StateDirectory.prepare(home.resolve("state"));
        Files.writeString(home.resolve("state/instances"), "web%40blue\n");
        supervisor.start(home);
        Found blue = awaitMain("web%40blue", 0);
        Found second = awaitMain("pool%402", 0);

        supervisor.kill();
        supervisor.start(home);

        assertThat(awaitMain("web%40blue", 0)).isEqualTo(blue);
        assertThat(awaitMain("pool%402", 0)).isEqualTo(second);
        assertThat(processes.doubles()).isEmpty();
    }

    @Test
    void whatIsNotDefinedAnyMoreIsEnded() {
        define(job("a"), job("b"));
        supervisor.start(home);
        awaitMain("a", 0);
        Found b = awaitMain("b", 0);
        supervisor.kill();
        define(job("b"));

        supervisor.start(home);

        until(() -> !processes.byJob().containsKey("a"));
        assertThat(awaitMain("b", 0)).isEqualTo(b);
    }

    @Test
    void whatIsDefinedAnewIsMadeAnew() {
        define(job("a"));
        supervisor.start(home);
        Found before = awaitMain("a", 0);
        supervisor.kill();
        define(job("a", "env.COLOUR = blue"));

        supervisor.start(home);

        assertThat(awaitMain("a", before.run()).pid()).isNotEqualTo(before.pid());
        assertThat(processes.doubles()).isEmpty();
    }

    @Test
    void whatIsLeftOfASessionIsEndedBeforeItsJobIsMadeAgain() {
        define(job("a", "shell = true", "command = sleep 1000 & exec sleep 1000"));
        supervisor.start(home);
        Found before = awaitMain("a", 0);
        until(() -> processes.byJob().getOrDefault("a", List.of()).size() == 2);
        supervisor.kill();
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

        supervisor.start(home);

        awaitMain("a", before.run());
        assertThat(processes.byJob().get("a")).extracting(Found::run).containsOnly(before.run() + 1);
        assertThat(processes.doubles()).isEmpty();
    }

    @Test
    void aLostStateFileCostsNoDouble() {
        define(job("a"));
        supervisor.start(home);
        Found before = awaitMain("a", 0);
        supervisor.kill();
        RunningSupervisor.write(home.resolve("state/runs"), "lost\n");

        supervisor.start(home);

        awaitMain("a", before.run());
        assertThat(processes.doubles()).isEmpty();
        assertThat(supervisor.log()).contains("cannot read 1 line of " + home.resolve("state/runs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-intent", "after-intent", "after-spawn", "before-store", "after-store"})
    void deathAtAnyPointOfALaunchLosesAndDoublesNothing(String point) {
        List<String> jobs = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            jobs.add(job("job" + number));
        }
        define(jobs.toArray(String[]::new));
        for (int time = 1; time <= 2; time++) {
            supervisor.begin(home, point + ":" + time);
            supervisor.awaitDeathAtPoint();
            assertThat(processes.doubles()).isEmpty();
        }

        supervisor.start(home);

        until(() -> processes.byJob().size() == 10);
        assertThat(processes.doubles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"leave, true", "stop, false"})
    void anOrderlyEndLeavesWhatIsToBeLeft(String onShutdown, boolean left) {
        define(job("a", "on-shutdown = " + onShutdown));
        supervisor.start(home);
        Found before = awaitMain("a", 0);

        supervisor.end();

        assertThat(processes.byJob().containsKey("a")).isEqualTo(left);
        supervisor.start(home);
        Found after = awaitMain("a", 0);
        assertThat(after.equals(before)).isEqualTo(left);
        assertThat(after.run()).isEqualTo(left ? 1 : 2);
    }

    @ParameterizedTest
    @CsvSource({"leave, true", "kill, false"})
    void aDeathOfTheHostTakesAlongWhatIsToDieWithIt(String onHostDeath, boolean left) {
        define(job("a", "on-host-death = " + onHostDeath));
        supervisor.start(home);
        Found before = awaitMain("a", 0);

        supervisor.kill();

        if (left) {
            assertThat(awaitMain("a", 0)).isEqualTo(before);
        } else {
            until(() -> processes.byJob().isEmpty());
        }
    }

    /** A job that sleeps unless it is told otherwise, and is made again soon. */
    private static String job(String name, String... more) {
        List<String> lines = new ArrayList<>(List.of(more));
        if (lines.stream().noneMatch(line -> line.startsWith("command"))) {
            lines.add("command = sleep 1000");
        }
        lines.add("backoff.initial = 10ms");
        return lines.stream()
                .map(line -> "procmgr.jobs." + name + "." + line + "\n")
                .collect(Collectors.joining());
    }

    private void define(String... jobs) {
        RunningSupervisor.write(MortalSupervisor.file(home), String.join("", jobs));
    }

    /** The job's main process of a later run than that, once there is one. */
    private Found awaitMain(String job, long after) {
        until(() -> main(job, after).isPresent());
        return main(job, after).orElseThrow();
    }

    private Optional<Found> main(String job, long after) {
        Map<String, List<Found>> all = processes.byJob();
        return all.getOrDefault(job, List.of()).stream()
                .filter(found -> found.main() && found.run() > after)
                .findFirst();
    }
}
