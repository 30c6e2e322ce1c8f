package io.procmgr.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JobMeasureTest {
    private static final Path DOCUMENT = Path.of("../docs/metrics.md");

    @Test
    void theTableInTheDocumentIsThatOfTheCode() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals("| metric of a job | meaning |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(JobMeasure.values())
                        .map(measure -> "| `" + measure.metric() + (measure.isCounter() ? "_total" : "") + "` | "
                                + measure.help() + " |")
                        .toList());
    }

    @Test
    void namesAreThoseOfPrometheusWithBaseUnits() {
        Pattern name = Pattern.compile("procmgr_process_[a-z_]+");
        assertThat(JobMeasure.values())
                .allMatch(measure -> name.matcher(measure.metric()).matches());
        assertThat(Arrays.stream(JobMeasure.values()).map(JobMeasure::metric))
                .doesNotHaveDuplicates()
                .noneMatch(metric -> metric.contains("millis") || metric.endsWith("_total"));
    }
}
