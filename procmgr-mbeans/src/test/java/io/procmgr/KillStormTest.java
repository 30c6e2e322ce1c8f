package io.procmgr;

import static org.assertj.core.api.Assertions.assertThat;

import io.procmgr.MarkedProcesses.Found;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that write numbered lines and die now and then, under a supervisor that is killed again and again. */
@ExtendWith(LeakCheck.class)
class KillStormTest {
    private static final Pattern LINE = Pattern.compile("run (\\d+) pid (\\d+) line (\\d+) end");

    /** Writes a line at a time, as whole as the kernel takes it. */
    private static final String SCRIPT = """
            $| = 1;
            my ($run) = $ENV{PROCMGR_RUN} =~ m{/(\\d+)$};
            for (my $n = 1; ; $n++) {
                print "run $run pid $$ line $n end\\n";
                select(undef, undef, undef, 0.01 + rand(0.04));
                exit 1 if rand(200) < 1;
            }
            """;

    @TempDir
    Path home;

    @RegisterExtension
    final MortalSupervisor supervisor = new MortalSupervisor();

    @Test
    void twentyJobsOutliveThreeSupervisors() throws IOException {
        storm(20, 3);
    }

    @Tag("soak")
    @Test
    void twoHundredJobsOutliveTenSupervisors() throws IOException {
        storm(200, 10);
    }

    private void storm(int jobs, int kills) throws IOException {
        long seed = Long.getLong("procmgr.seed", System.nanoTime());
        System.out.println("KillStormTest: -Dprocmgr.seed=" + seed);
        Random random = new Random(seed);
        MarkedProcesses processes = new MarkedProcesses(home.resolve("state"));
        Files.writeString(home.resolve("writer.pl"), SCRIPT);
        RunningSupervisor.write(
                MortalSupervisor.file(home),
                IntStream.range(0, jobs)
                        .mapToObj(number -> "procmgr.jobs.job" + number + ".command = perl "
                                + home.resolve("writer.pl") + "\nprocmgr.jobs.job" + number
                                + ".backoff.initial = 20ms\nprocmgr.jobs.job" + number
                                + ".backoff.max = 20ms\n")
                        .collect(Collectors.joining()));
        for (int kill = 0; kill < kills; kill++) {
            supervisor.begin(home);
            pause(Duration.ofMillis(random.nextInt(2_500)));
            supervisor.kill();
            assertThat(processes.doubles()).isEmpty();
        }
        supervisor.start(home);

        Set<String> seen = new HashSet<>();
        RunningSupervisor.until(() -> {
            processes.byJob().values().stream()
                    .flatMap(List::stream)
                    .filter(Found::main)
                    .forEach(found -> seen.add(found.job()));
            return seen.size() == jobs;
        });
        assertThat(processes.doubles()).isEmpty();
        supervisor.end();
        assertThat(processes.byJob()).isEmpty();
        for (int number = 0; number < jobs; number++) {
            assertNoLineIsMissing(Files.readAllLines(home.resolve("state/log/job" + number + ".log")));
        }
    }

    /** A moment at which something is killed cannot be a fact that is waited for. */
    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
    }

    private static void assertNoLineIsMissing(List<String> lines) {
        Map<String, Long> last = new HashMap<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            String process = matcher.group(1) + " " + matcher.group(2);
            long number = Long.parseLong(matcher.group(3));
            assertThat(number).as(line).isEqualTo(last.getOrDefault(process, 0L) + 1);
            last.put(process, number);
        }
        assertThat(last.keySet().stream().map(process -> process.split(" ")[0]).distinct())
                .as("each run has one process")
                .hasSameSizeAs(last.keySet());
    }
}
