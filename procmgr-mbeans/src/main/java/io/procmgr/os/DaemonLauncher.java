package io.procmgr.os;

import io.procmgr.job.JobName;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import io.procmgr.supervise.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Launches jobs that put themselves into the background, by the means of another launcher: it makes the start command,
 * and takes charge of the process that the pid file names. All other jobs are the other launcher's.
 */
final class DaemonLauncher implements Launcher, AutoCloseable {
    private final Parts parts;

    DaemonLauncher(Launcher launcher, Spawners spawners, Scheduler scheduler, Tools tools, PidFiles.Maker watchers) {
        ProcScan processes = new ProcScan();
        parts = new Parts(
                launcher,
                spawners,
                scheduler,
                new Accounts(tools),
                new Claims(processes),
                new RunMarks(processes),
                new PidFiles(watchers));
    }

    @Override
    public Launch launch(LaunchRequest request, LaunchListener listener) {
        return request.execution().pidFile().isEmpty()
                ? parts.launcher().launch(request, listener)
                : new DaemonLaunch(parts, request, new GuardedListener(listener)).begin();
    }

    @Override
    public void rests(JobName job) {
        parts.launcher().rests(job);
    }

    @Override
    public Optional<RunningProcess> adopt(ProcessIdentity process, LaunchListener listener) {
        return parts.launcher().adopt(process, listener);
    }

    @Override
    public Optional<RunningProcess> adopt(ProcessIdentity process, Path pidFile, LaunchListener listener) {
        return adopt(process, new DaemonListener(parts, pidFile, process, new GuardedListener(listener)));
    }

    @Override
    public Written write(Path pipe, byte[] bytes) throws IOException {
        return parts.launcher().write(pipe, bytes);
    }

    /** To be called before the other launcher is closed. */
    @Override
    public void close() {
        parts.files().close();
    }

    /** What the launches of one launcher share. */
    record Parts(
            Launcher launcher,
            Spawners spawners,
            Scheduler scheduler,
            Accounts accounts,
            Claims claims,
            RunMarks marks,
            PidFiles files) {}
}
