package io.procmgr.output;

import io.procmgr.bench.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The end of a log of 10 MB with lines of 100 bytes, and what follows a cursor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TailBenchmark {
    private static final int LINES = 100_000;
    private static final int CHUNK = 64 * 1024;

    private final LogReader reader = new LogReader(new LogBook(Path.of("/nonexistent")));
    private TemporaryDirectory directory;
    private Path log;
    private String cursor;

    @Setup
    public void write() throws IOException {
        directory = new TemporaryDirectory();
        log = Files.writeString(directory.path().resolve("job.log"), ("x".repeat(99) + "\n").repeat(LINES));
        cursor = reader.read(log, "", LogReader.MAX_BYTES).cursor();
    }

    @TearDown
    public void remove() throws IOException {
        directory.close();
    }

    @Benchmark
    public List<String> tenLines() throws IOException {
        return reader.tail(log, 10);
    }

    @Benchmark
    public List<String> thousandLines() throws IOException {
        return reader.tail(log, 1000);
    }

    @Benchmark
    public Chunk chunkAfterCursor() throws IOException {
        return reader.read(log, cursor, CHUNK);
    }
}
