package io.procmgr.job;

import io.procmgr.bench.Definitions;
import io.procmgr.bench.TemporaryDirectory;
import io.procmgr.source.JobSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is to be done after one of many definitions changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DiffBenchmark {
    @Param({"1000", "5000"})
    public int jobs;

    private List<JobSpec> before;
    private List<JobSpec> after;

    @Setup
    public void read() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path file = Definitions.pmtr(directory.path(), jobs);
            before = load(file);
            Files.writeString(file, Files.readString(file).replace("PORT=500\n", "PORT=501\n"));
            after = load(file);
        }
    }

    @Benchmark
    public JobDiff oneChanged() {
        return JobDiff.between(before, after);
    }

    private static List<JobSpec> load(Path file) {
        return JobSources.load(List.of(file), file.getParent()).jobs();
    }
}
