package io.procmgr;

import io.procmgr.job.Dialect;
import io.procmgr.job.JobHost;
import io.procmgr.job.JobKey;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import io.procmgr.job.StopRule;
import io.procmgr.os.HostEnd;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Jobs that are to outlive the supervisor, where its host would take them along. An application is another matter: it may come
 * again in the same server.
 */
final class LeftJobs implements AutoCloseable {
    private static final Logger LOG = System.getLogger("procmgr");

    private Optional<HostEnd> asked = Optional.empty();

    /** Why they cannot be left here. Profiles are left by nature, and nobody has asked for it. */
    static List<Problem> problems(List<JobSpec> jobs, JobHost host) {
        List<Problem> problems = new ArrayList<>();
        if (host == JobHost.STAND_ALONE && HostEnd.isInit()) {
            for (JobSpec job : jobs) {
                if (isLeft(job) && job.log().dialect() != Dialect.PROFILE) {
                    String message = "cannot be leave: procmgr is process 1 of its container, which ends with it";
                    problems.add(Problem.error(job.origin(), job.name().value(), JobKey.ON_SHUTDOWN.key(), message));
                }
            }
        }
        return problems;
    }

    private static boolean isLeft(JobSpec job) {
        return job.stop().onShutdown() == StopRule.OnShutdown.LEAVE;
    }

    /** Has it told, once, if these would not live on. Returns at once. */
    synchronized void take(List<JobSpec> jobs) {
        Optional<JobSpec> first = jobs.stream().filter(LeftJobs::isLeft).findFirst();
        if (asked.isEmpty() && first.isPresent()) {
            String name = first.get().name().value();
            asked = Optional.of(HostEnd.ask(reason -> LOG.log(
                    Level.WARNING,
                    name + " and other jobs with on-shutdown=leave do not outlive their host: " + reason)));
        }
    }

    @Override
    public synchronized void close() {
        asked.ifPresent(HostEnd::close);
    }
}
