package io.procmgr.supervise;

import io.procmgr.job.Dialect;
import io.procmgr.job.JobHost;
import io.procmgr.job.JobKey;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.JobValidator;
import io.procmgr.job.Origin;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import java.nio.file.Path;
import java.util.List;

/** Stands for the definition of a job that is not defined any more, as long as its process lives. */
final class Undefined {
    private static final Origin NOWHERE = new Origin("no definition", 0);

    private Undefined() {}

    static JobSpec spec(JobName name) {
        RawValue command = new RawValue(JobKey.COMMAND, "", List.of("(unknown)"), JobKey.COMMAND.key(), NOWHERE);
        RawJob job = new RawJob(name.value(), Dialect.PROCMGR, NOWHERE, List.of(command), List.of());
        return new JobValidator(Path.of("/"), JobHost.STAND_ALONE)
                .validate(job)
                .spec()
                .orElseThrow();
    }
}
