package io.procmgr;

import io.procmgr.job.JobName;
import io.procmgr.supervise.JobCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What an application does with procmgr, in the class loader of that application: a supervisor with real jobs is started,
 * asked and told things by this thread, and closed. Uses nothing but procmgr and the JDK.
 */
public final class EmbeddedApplication implements Callable<String>, AutoCloseable {
    private final ProcMgr procMgr;

    public EmbeddedApplication(Path home, String app) throws IOException {
        Path jobs = Files.writeString(
                home.resolve("jobs.properties"),
                "procmgr.jobs.one.command = sleep 600\nprocmgr.jobs.two.command = sleep 600\n"
                        + "procmgr.jobs.shell.command = echo out; exec sleep 600\nprocmgr.jobs.shell.shell = true\n"
                        + "procmgr.jobs.short.command = true\nprocmgr.jobs.short.restart = once\n");
        procMgr =
                ProcMgr.start(Settings.of(List.of(jobs), home.resolve("state")).withApp(app));
    }

    /** Gives commands and tells what came of them: the state of all jobs. */
    @Override
    public String call() {
        procMgr.supervisor().command(new JobName("two"), JobCommand.RESTART);
        procMgr.supervisor().command(new JobName("one"), JobCommand.STOP);
        procMgr.configuration().reload();
        StringBuilder text = new StringBuilder();
        procMgr.supervisor().statuses().forEach(status -> text.append(
                        status.spec().name())
                .append(' ')
                .append(status.state())
                .append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        procMgr.close();
    }
}
