package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example for Prometheus' JMX exporter: as an agent of procmgr's JVM, and as a process of its own that comes by RMI. */
@ExtendWith(LeakCheck.class)
class JmxExporterTest {
    private static final Path JARS = Path.of("target/jmx_exporter").toAbsolutePath();
    private static final Path RULES = MonitoringExamples.file("jmx_exporter/procmgr.yml");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();

    /** Times are those of different moments, and Prometheus' own instance is not that of a job. */
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(procmgr_process_(?:state|up|ready|enabled|starts_total"
            + "|restarts_total|failures_total|last_exit_code|processes))\\{(.*)} (.*)$");

    @TempDir
    private Path directory;

    @Test
    void bothTellWhatProcmgrsOwnMetricsTell() throws Exception {
        Path jobs = Files.writeString(directory.resolve("jobs.properties"), """
                procmgr.jobs.web.command = sleep 1000
                procmgr.jobs.web.start-seconds = 0s
                procmgr.jobs.pool.command = sleep 1000
                procmgr.jobs.pool.start-seconds = 0s
                procmgr.jobs.pool.instances = 2
                procmgr.jobs.given-up.command = false
                procmgr.jobs.given-up.restart = never
                """);
        int agent = MonitoringExamples.freePort();
        ProcessBuilder builder = Command.builder(
                "run", jobs, "--state", directory.resolve("state"), "--http", "127.0.0.1:0", "--jmx-port", "0");
        builder.command()
                .add(
                        1,
                        "-javaagent:" + JARS.resolve("jmx_prometheus_javaagent.jar") + "=127.0.0.1:" + agent + ":"
                                + RULES);
        try (Command command = Command.start(directory, builder)) {
            command.awaitUp()
                    .awaitErr("given-up STARTING → FAILED")
                    .awaitErr("web STARTING → RUNNING")
                    .awaitErr("pool@1 STARTING → RUNNING")
                    .awaitErr("pool@2 STARTING → RUNNING");
            Set<String> own = samples(MonitoringExamples.get(
                    command.url() + "/metrics",
                    "Authorization",
                    "Bearer "
                            + Files.readString(directory.resolve("state/viewer.token"))
                                    .strip()));
            assertThat(own)
                    .contains("procmgr_process_state{name=\"pool@1\"} 20.0")
                    .hasSizeGreaterThan(30);
            String url = "http://127.0.0.1:" + agent + "/metrics";
            assertThat(samples(MonitoringExamples.get(url))).isEqualTo(own);

            int alone = MonitoringExamples.freePort();
            Process exporter = standAlone(command.out().lines().toList().get(2), alone);
            try {
                await().atMost(Duration.ofSeconds(40)).ignoreExceptions().untilAsserted(() -> assertThat(
                                samples(MonitoringExamples.get("http://127.0.0.1:" + alone + "/metrics")))
                        .isEqualTo(own));
            } finally {
                exporter.destroy();
                assertThat(exporter.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void theKeysOfAnApplicationAndOfAnInstanceAreLabels() throws IOException {
        Pattern rule = Pattern.compile(MonitoringExamples.all("jmx_exporter/procmgr.yml", "pattern: '(.*)'")
                .get(0));
        assertThat(labels(rule, "type=Process, app=shop, name=web, instance=blue"))
                .isEqualTo("shop web blue");
        assertThat(labels(rule, "type=Process, app=shop, name=web")).isEqualTo("shop web ");
        assertThat(labels(rule, "type=Process, name=web")).isEqualTo(" web ");
    }

    private static String labels(Pattern rule, String keys) {
        Matcher matcher = rule.matcher("procmgr<" + keys + "><>StateCode: 20");
        assertThat(matcher.matches()).isTrue();
        return matcher.replaceAll("$1 $2 $3");
    }

    private Process standAlone(String url, int port) throws IOException {
        String token = Files.readString(directory.resolve("state/viewer.token")).strip();
        Path config = Files.writeString(
                directory.resolve("exporter.yml"),
                "jmxUrl: " + url + "\nusername: viewer\npassword: " + token + "\n" + Files.readString(RULES));
        return new ProcessBuilder(List.of(
                        JAVA,
                        "-jar",
                        JARS.resolve("jmx_prometheus_httpserver.jar").toString(),
                        "127.0.0.1:" + port,
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("exporter.log").toFile())
                .start();
    }

    /** With the instance in the name, as procmgr itself writes it. */
    private static Set<String> samples(String metrics) {
        Set<String> samples = new TreeSet<>();
        SAMPLE.matcher(metrics)
                .results()
                .forEach(sample -> samples.add(sample.group(1)
                        + "{"
                        + sample.group(2).replaceFirst("job_instance=\"(.*?)\",name=\"(.*?)\"", "name=\"$2@$1\"")
                        + "} "
                        + sample.group(3)));
        return samples;
    }
}
