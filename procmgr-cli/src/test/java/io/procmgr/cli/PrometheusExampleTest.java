package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.supervise.JobState;
import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;
import org.jolokia.json.parser.JSONParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples for Prometheus and Grafana: read by the real Prometheus, and every metric that they name exists. */
@ExtendWith(LeakCheck.class)
class PrometheusExampleTest {
    private static final String RULES = "prometheus/procmgr.rules.yml";
    private static final String DASHBOARD = "grafana/procmgr-jobs.json";
    private static final Pattern METRIC = Pattern.compile("\\bprocmgr_[a-z_]+");

    @TempDir
    Path directory;

    private Supervised supervised;

    @BeforeEach
    void start() throws IOException {
        supervised = Supervised.of(
                        directory,
                        "web.command = sleep 1000",
                        "web.start-seconds = 0s",
                        "given-up.command = sh -c 'kill -9 $$'",
                        "given-up.restart = never",
                        "tries.command = false",
                        "tries.backoff.initial = 1h",
                        "tries.backoff.max = 1h")
                .awaitState("web", JobState.RUNNING)
                .awaitState("given-up", JobState.FAILED)
                .awaitState("tries", JobState.BACKOFF);
    }

    @AfterEach
    void end() {
        supervised.close();
    }

    private Path token() {
        return directory.resolve("state/viewer.token");
    }

    private String metrics() throws IOException, InterruptedException {
        return MonitoringExamples.get(
                supervised.url() + "/metrics",
                "Authorization",
                "Bearer " + Files.readString(token()).strip());
    }

    @Test
    void everyMetricThatRulesAndDashboardNameExists() throws Exception {
        Set<String> there = names(metrics());
        Set<String> named = names(MonitoringExamples.text(RULES));
        named.addAll(names(String.join("\n", expressions())));
        assertThat(named).hasSizeGreaterThan(15).isSubsetOf(there);
        assertThat(names(MonitoringExamples.text("jmx_exporter/procmgr.yml"))).isSubsetOf(there);
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(text).results().forEach(match -> names.add(match.group()));
        return names;
    }

    /** What the dashboard asks for, in panels and for its variables. */
    private static List<String> expressions() throws Exception {
        JSONObject dashboard = new JSONParser().parse(MonitoringExamples.text(DASHBOARD), JSONObject.class);
        JSONArray panels = (JSONArray) dashboard.get("panels");
        return panels.stream()
                .flatMap(panel -> ((JSONArray) ((JSONObject) panel).get("targets")).stream())
                .map(target -> (String) ((JSONObject) target).get("expr"))
                .toList();
    }

    @Test
    void thePanelsAskInWordsThatPrometheusUnderstands() throws Exception {
        MonitoringExamples.require("promtool", "prometheus");
        StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
        int count = 0;
        for (String expression : expressions()) {
            rules.append("      - record: panel:")
                    .append("x".repeat(++count))
                    .append("\n        expr: '")
                    .append(expression.replace("$__rate_interval", "1m"))
                    .append("'\n");
        }
        Path file = Files.writeString(directory.resolve("panels.yml"), rules);
        MonitoringExamples.Output output =
                MonitoringExamples.run(directory, List.of("promtool", "check", "rules", file.toString()));
        assertThat(output.text()).contains("SUCCESS: " + count + " rules found");
        assertThat(output.status()).isZero();
    }

    @Test
    void prometheusScrapesAndTheAlertFires() throws Exception {
        MonitoringExamples.require("prometheus", "prometheus");
        Path config = Files.createDirectory(directory.resolve("prometheus"));
        Files.copy(MonitoringExamples.file(RULES), config.resolve("procmgr.rules.yml"));
        Path file = Files.writeString(
                config.resolve("prometheus.yml"),
                "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                        + MonitoringExamples.text("prometheus/prometheus.yml")
                                .replace("/etc/prometheus/procmgr.token", token().toString())
                                .replace("127.0.0.1:8778", supervised.url().replace("http://", "")));
        MonitoringExamples.Output checked =
                MonitoringExamples.run(directory, List.of("promtool", "check", "config", file.toString()));
        assertThat(checked.text()).contains("SUCCESS: 6 rules found");
        assertThat(checked.status()).isZero();

        int port = MonitoringExamples.freePort();
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + config.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(config.resolve("log").toFile())
                .start();
        try {
            String api = "http://127.0.0.1:" + port + "/api/v1/";
            await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(() -> MonitoringExamples.get(api + "alerts")
                    .contains("Job given-up has failed for good, nobody starts it any more."));
            assertThat(query(api, "procmgr_process_state")).contains("\"20\"", "\"200\"", "\"30\"");
            assertThat(query(api, "up{job=\"procmgr\"}")).contains("\"1\"]");
            assertThat(MonitoringExamples.get(api + "alerts"))
                    .contains("JobDown", "\"pending\"")
                    .doesNotContain("Job web");
        } finally {
            prometheus.destroy();
            assertThat(prometheus.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String query(String api, String expression) throws IOException, InterruptedException {
        return MonitoringExamples.get(api + "query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }
}
