package io.procmgr.source;

import io.procmgr.bench.Definitions;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Files to checked definitions; files that did not change, or in one definition, since they were read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ParserBenchmark {
    @Param({"1000", "5000"})
    public int jobs;

    private TemporaryDirectory directory;
    private Path pmtr;
    private Path properties;
    private JobSources sources;
    private Path link;
    private Path changed;
    private boolean turn;

    @Setup
    public void write() throws IOException {
        directory = new TemporaryDirectory();
        pmtr = Definitions.pmtr(directory.path(), jobs);
        properties = Definitions.properties(directory.path(), jobs);
        changed = Files.writeString(
                directory.path().resolve("changed.conf"), Files.readString(pmtr).replace("PORT=500\n", "PORT=501\n"));
        link = Files.createSymbolicLink(directory.path().resolve("link.conf"), pmtr);
        sources = new JobSources(List.of(link), directory.path());
        sources.read();
    }

    @TearDown
    public void remove() throws IOException {
        directory.close();
    }

    @Benchmark
    public Catalog pmtr() {
        return load(pmtr);
    }

    @Benchmark
    public Catalog properties() {
        return load(properties);
    }

    @Benchmark
    public Catalog unchanged() {
        return sources.readChanges();
    }

    @Benchmark
    public Catalog oneChanged() throws IOException {
        turn = !turn;
        Files.delete(link);
        Files.createSymbolicLink(link, turn ? changed : pmtr);
        return sources.readChanges();
    }

    private Catalog load(Path file) {
        Catalog catalog = JobSources.load(List.of(file), directory.path());
        if (catalog.jobs().size() != jobs) {
            throw new IllegalStateException("cannot read the definitions: " + catalog.problems());
        }
        return catalog;
    }
}
