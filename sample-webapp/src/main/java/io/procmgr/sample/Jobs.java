package io.procmgr.sample;

import io.procmgr.cdi.ManagedProcess;
import io.procmgr.job.JobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/**
 * The processes of this application. Each runs while the application is deployed. One more, {@code sweeper}, is defined in
 * {@code META-INF/procmgr.properties}; properties of that kind, in a file or on the server's command line, override what is
 * written here: {@code -Dprocmgr.jobs.clock.nice=5}.
 */
@ApplicationScoped
@ManagedProcess(
        name = "clock",
        description = "Tells the time, a line each second.",
        shell = true,
        command = "while date; do sleep 1; done")
@ManagedProcess(
        name = "counter",
        description = "A class of this application in a JVM of its own.",
        mainClass = "io.procmgr.sample.Counter",
        jvmArgs = "-Xmx32m",
        context = "{\"step\": 2}")
public class Jobs {
    /** A job that can be written down only at run time. */
    @Produces
    @ManagedProcess(name = "watcher")
    public JobSpec watcher() {
        return JobSpec.builder("watcher")
                .description("Watches the JVM of the server that it was started by.")
                .command(
                        "sh",
                        "-c",
                        "while kill -0 $0; do sleep 5; done",
                        Long.toString(ProcessHandle.current().pid()))
                .build();
    }
}
