package io.procmgr.bench;

import io.procmgr.ProcMgr;
import io.procmgr.Settings;
import io.procmgr.jmx.ObjectNames;
import io.procmgr.job.JobName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.management.ObjectName;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A supervisor of 1,000 jobs at rest: to read them costs what it costs of running ones, but for the look into /proc. */
@State(Scope.Benchmark)
public class ManyJobs {
    private static final int JOBS = 1000;

    final ObjectNames names = new ObjectNames(Optional.empty());
    final ObjectName one = names.process(new JobName("job" + JOBS / 2));
    private TemporaryDirectory directory;
    private ProcMgr procMgr;

    @Setup
    public void start() throws IOException {
        directory = new TemporaryDirectory();
        procMgr = ProcMgr.start(Settings.of(
                List.of(Definitions.properties(directory.path(), JOBS)),
                directory.path().resolve("state")));
    }

    ProcMgr procMgr() {
        return procMgr;
    }

    @TearDown
    public void close() throws IOException {
        procMgr.close();
        directory.close();
    }
}
