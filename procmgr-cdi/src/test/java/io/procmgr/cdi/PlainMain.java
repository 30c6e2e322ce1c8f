package io.procmgr.cdi;

import io.procmgr.supervise.JobState;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Duration;

/** An application with a job in a plain {@code main}, which prints the pid of its job and runs until it is told to end. */
@ManagedProcess(name = "sleeper", command = "sleep 600", startSeconds = "0s")
final class PlainMain {
    private PlainMain() {}

    public static void main(String[] args) throws Exception {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new ProcMgrExtension())
                .addBeanClasses(PlainMain.class)
                .initialize()) {
            SupervisedProcess sleeper = container
                    .select(SupervisedProcess.class, Job.Literal.of("sleeper"))
                    .get();
            System.out.println("pid "
                    + sleeper.await(JobState.RUNNING, Duration.ofSeconds(20))
                            .pid()
                            .orElseThrow());
            if (args.length == 0) {
                Thread.currentThread().join();
            }
        }
    }
}
