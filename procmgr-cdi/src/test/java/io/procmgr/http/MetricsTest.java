package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.procmgr.testing.LeakCheck;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics}, over real processes. */
@ExtendWith(LeakCheck.class)
class MetricsTest {
    private static final String OPENMETRICS = "application/openmetrics-text; version=1.0.0";

    @TempDir
    private Path directory;

    private DoorBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new DoorBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpResponse<String> scrape(String accept) throws IOException, InterruptedException {
        return bench.send(HttpRequest.newBuilder(bench.uri("/metrics"))
                .header("Authorization", "Bearer " + DoorBench.VIEWER)
                .header("Accept", accept));
    }

    private String text() throws IOException, InterruptedException {
        return scrape("text/plain").body();
    }

    private static double value(String text, String sample) {
        Matcher line = Pattern.compile("^" + Pattern.quote(sample) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(text);
        assertThat(line.find()).as("%s in%n%s", sample, text).isTrue();
        return Double.parseDouble(line.group(1));
    }

    @Test
    void aRunningJobHasItsStateTimesAndResources() throws Exception {
        bench.jobs.define("web.command=sleep 60", "web.start-seconds=0s");
        await().until(() -> value(text(), "procmgr_process_up{name=\"web\"}") == 1);

        String text = text();
        assertThat(value(text, "procmgr_process_state{name=\"web\"}")).isEqualTo(20);
        assertThat(value(text, "procmgr_process_enabled{name=\"web\"}")).isEqualTo(1);
        assertThat(value(text, "procmgr_process_starts_total{name=\"web\"}")).isEqualTo(1);
        assertThat(value(text, "procmgr_process_restarts_total{name=\"web\"}")).isZero();
        assertThat(value(text, "procmgr_process_start_time_seconds{name=\"web\"}"))
                .isBetween(System.currentTimeMillis() / 1000.0 - 60, System.currentTimeMillis() / 1000.0);
        assertThat(value(text, "procmgr_process_resident_memory_bytes{name=\"web\"}"))
                .isEqualTo(4);
        assertThat(value(text, "procmgr_process_cpu_seconds_total{name=\"web\"}"))
                .isEqualTo(0.002);
        assertThat(value(text, "procmgr_processes{state=\"RUNNING\"}")).isEqualTo(1);
        assertThat(value(text, "procmgr_config_last_reload_successful")).isEqualTo(1);
        assertThat(text).contains("procmgr_build_info{version=").doesNotContain("last_exit_code{", "next_start");
    }

    @Test
    void aJobThatEndedTellsHowAndHasNoResources() throws Exception {
        bench.jobs.define("once.command=sh -c 'exit 7'", "once.restart=once");
        await().until(() -> value(text(), "procmgr_process_state{name=\"once\"}") == 100);

        String text = text();
        assertThat(value(text, "procmgr_process_last_exit_code{name=\"once\"}")).isEqualTo(7);
        assertThat(value(text, "procmgr_process_up{name=\"once\"}")).isZero();
        assertThat(value(text, "procmgr_process_ready{name=\"once\"}")).isEqualTo(1);
        assertThat(bench.jobs.get(bench.jobs.process("once"), "Ready")).isEqualTo(true);
        assertThat(value(text, "procmgr_process_last_exit_timestamp_seconds{name=\"once\"}"))
                .isPositive();
        assertThat(text).doesNotContain("resident_memory_bytes{", "last_exit_signal{");
    }

    @Test
    void aScraperGetsTheFormThatItAsksFor() throws Exception {
        HttpResponse<String> open = scrape(OPENMETRICS);
        assertThat(open.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n").contains("# TYPE procmgr_processes gauge");
        assertThat(scrape("text/plain").headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain");
    }

    @Test
    void nobodyReadsThemWithoutATokenOrWritesThem() throws Exception {
        assertThat(bench.getWithout("/metrics").statusCode()).isEqualTo(401);
        assertThat(bench.get("/metrics/more", DoorBench.VIEWER).statusCode()).isEqualTo(404);
        HttpRequest.Builder post = HttpRequest.newBuilder(bench.uri("/metrics"))
                .header("Authorization", "Bearer " + DoorBench.OPERATOR)
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(bench.send(post).statusCode()).isEqualTo(405);
    }
}
