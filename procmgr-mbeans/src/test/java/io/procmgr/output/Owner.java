package io.procmgr.output;

import io.procmgr.job.Dialect;
import io.procmgr.job.JobHost;
import io.procmgr.job.JobKey;
import io.procmgr.job.JobSpec;
import io.procmgr.job.JobValidator;
import io.procmgr.job.LogTarget;
import io.procmgr.job.Origin;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Logs for tests, owned by a job with these keys and values. */
final class Owner {
    private static final Origin ORIGIN = new Origin("test", 1);

    private Owner() {}

    static OwnedLog of(Path file, String... pairs) {
        List<RawValue> values = new ArrayList<>();
        values.add(new RawValue(JobKey.COMMAND, "", List.of("true"), "command", ORIGIN));
        for (int i = 0; i < pairs.length; i += 2) {
            values.add(new RawValue(JobKey.parse(pairs[i]).orElseThrow(), "", List.of(pairs[i + 1]), pairs[i], ORIGIN));
        }
        JobSpec job = new JobValidator(Path.of("/"), JobHost.STAND_ALONE)
                .validate(new RawJob("web", Dialect.PROCMGR, ORIGIN, values))
                .spec()
                .orElseThrow();
        return new OwnedLog(
                file,
                job.name(),
                Optional.of(job.execution()),
                true,
                job.log().rotation(LogTarget.DEFAULT),
                job.log(),
                List.of(job.name()));
    }
}
