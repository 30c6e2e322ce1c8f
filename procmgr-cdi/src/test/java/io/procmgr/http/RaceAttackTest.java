package io.procmgr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A viewer and an operator at the same time, over the same connections. */
@Tag("any-engine")
class RaceAttackTest {
    private static final int THREADS = 8;
    private static final int REQUESTS = 10_000;

    @TempDir
    Path directory;

    @Test
    void amongTenThousandRequestsNoActionOfAViewerPassesAndNoneOfAnOperatorIsDenied() throws Exception {
        try (DoorBench bench = new DoorBench(directory)) {
            bench.jobs.define("web.command=sleep 60", "other.command=sleep 60");
            bench.jobs.await("web", "RUNNING");
            bench.jobs.await("other", "RUNNING");
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            HttpClient shared = HttpClient.newHttpClient();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int begin = i;
                Callable<Object> part = () -> {
                    for (int n = begin; n < REQUESTS; n += THREADS) {
                        one(bench, shared, n);
                    }
                    return null;
                };
                all.add(threads.submit(part));
            }
            for (Future<?> each : all) {
                each.get();
            }
            threads.shutdown();
            assertThat(bench.jobs.get(bench.jobs.process("web"), "RunId")).isEqualTo(1L);
            assertThat(bench.jobs.get(bench.jobs.process("web"), "State")).isEqualTo("RUNNING");
        }
    }

    /** The viewer tries to stop one job, the operator enables the other one, which changes nothing, and both read. */
    private static void one(DoorBench bench, HttpClient client, int n) throws Exception {
        boolean operator = n % 2 == 0;
        boolean action = n % 3 != 0;
        String request = action
                ? "{\"type\":\"exec\",\"mbean\":\"" + bench.process(operator ? "other" : "web") + "\",\"operation\":\""
                        + (operator ? "resetFailures" : n % 4 == 1 ? "stop" : "forceStop") + "\"}"
                : "{\"type\":\"read\",\"mbean\":\"" + bench.process("web") + "\",\"attribute\":\"State\"}";
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(bench.uri("/jolokia"))
                        .header("Authorization", "Bearer " + (operator ? DoorBench.OPERATOR : DoorBench.VIEWER))
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(action && !operator ? 403 : 200);
        assertThat(answer.body()).contains(action && !operator ? "\"status\":403" : "\"status\":200");
        assertThat(answer.headers().firstValue("Procmgr-Role")).hasValue(operator ? "operator" : "viewer");
    }
}
