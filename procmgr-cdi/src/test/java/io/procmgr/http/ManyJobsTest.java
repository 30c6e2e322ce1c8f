package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyJobsTest {
    private static final int JOBS = 1_000;

    @TempDir
    Path directory;

    @Test
    void theListOfAThousandEqualMBeansIsSmall() throws Exception {
        try (DoorBench bench = new DoorBench(directory)) {
            bench.jobs.define(IntStream.range(0, JOBS)
                    .boxed()
                    .flatMap(i -> List.of("job" + i + ".command=true", "job" + i + ".autostart=false").stream())
                    .toArray(String[]::new));
            String list =
                    bench.get("/jolokia/list?listCache=true", DoorBench.VIEWER).body();
            assertThat(list.length()).isLessThan(200_000);
            assertThat(list).contains("type=Process,app=" + bench.app + ",name=job999");
            Object statuses = DoorBench.value(
                    bench.get("/jolokia/read/" + bench.jobs.supervisorName() + "/Statuses", DoorBench.VIEWER));
            assertThat((List<?>) statuses).hasSize(JOBS);
            assertThat(((Map<?, ?>) ((List<?>) statuses).get(0)).get("state")).isEqualTo("STOPPED");
        }
    }
}
