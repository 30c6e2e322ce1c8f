package io.procmgr.bench;

import io.procmgr.http.HttpDoor;
import io.procmgr.http.Logins;
import io.procmgr.http.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same reads over HTTP, by a client in the same JVM that keeps its connection. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JolokiaBenchmark {
    private static final String TOKEN = "t".repeat(40);
    private static final String THREE = "\"attribute\":[\"State\",\"Pid\",\"UptimeMillis\"]";

    private HttpDoor door;
    private URL url;

    @Setup
    public void open(ManyJobs jobs) throws IOException {
        door = HttpDoor.builder(
                        Logins.of(new Tokens("v".repeat(40), TOKEN)),
                        jobs.procMgr().callers())
                .port(0)
                .start();
        url = door.url().resolve("/jolokia").toURL();
    }

    @TearDown
    public void close() {
        door.close();
    }

    @Benchmark
    public byte[] threeAttributes(ManyJobs jobs) throws IOException {
        return read(jobs.one.toString(), THREE);
    }

    @Benchmark
    public byte[] statusesOfAll(ManyJobs jobs) throws IOException {
        return read(jobs.names.supervisor().toString(), "\"attribute\":\"Statuses\"");
    }

    @Benchmark
    public byte[] threeAttributesOfAll() throws IOException {
        return read("procmgr:type=Process,*", THREE);
    }

    private byte[] read(String mbean, String attribute) throws IOException {
        String body = "{\"type\":\"read\",\"mbean\":\"" + mbean + "\"," + attribute + "}";
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + TOKEN);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
