package io.procmgr.cdi.contract;

import io.procmgr.cdi.ManagedProcess;
import io.procmgr.job.JobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** A job that code makes. */
@ApplicationScoped
public class ProducedJobs {
    @Produces
    @ManagedProcess
    public JobSpec madeJob() {
        return JobSpec.builder("made-job").command("sleep", "603").build();
    }
}
