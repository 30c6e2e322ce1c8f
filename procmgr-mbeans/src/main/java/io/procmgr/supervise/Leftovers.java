package io.procmgr.supervise;

import io.procmgr.job.JobName;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gate of what is left of runs whose main process ended while there was no supervisor: such processes are ended, and
 * their job is not launched before. Confined to the event loop.
 */
final class Leftovers {
    private final Launcher launcher;
    private final Scheduler scheduler;
    private final Runnable gone;
    private final Map<JobName, Set<Long>> living = new HashMap<>();

    /** @param gone to be run when the last one of a job has ended */
    Leftovers(Launcher launcher, Scheduler scheduler, Runnable gone) {
        this.launcher = launcher;
        this.scheduler = scheduler;
        this.gone = gone;
    }

    /** Ends a process that is left of a job, as its rule says. */
    void end(JobName job, ProcessIdentity process, StopRule stop) {
        Optional<RunningProcess> found =
                launcher.adopt(process, new End(() -> scheduler.execute(() -> ended(job, process.pid()))));
        if (found.isPresent()) {
            RunningProcess member = found.get();
            living.computeIfAbsent(job, key -> new HashSet<>()).add(process.pid());
            member.signal(stop.signal(), StopRule.Scope.PROCESS);
            member.signal(Signal.CONT, StopRule.Scope.PROCESS);
            scheduler.schedule(stop.timeout(), () -> member.signal(Signal.KILL, StopRule.Scope.PROCESS));
        }
    }

    private void ended(JobName job, long pid) {
        Set<Long> pids = living.getOrDefault(job, Set.of());
        if (pids.remove(pid) && pids.isEmpty()) {
            living.remove(job);
            gone.run();
        }
    }

    /** Why a job is held; empty if it is not. */
    String closedFor(JobName job) {
        Set<Long> pids = living.get(job);
        return pids == null
                ? ""
                : "waits for pid " + pids.iterator().next() + " to end, which is left of an earlier run";
    }

    /** Hears of nothing but the end. */
    private record End(Runnable ended) implements LaunchListener {
        @Override
        public void launched(RunningProcess process) {}

        @Override
        public void failed(String reason) {}

        @Override
        public void delayed(String reason) {}

        @Override
        public void exited(ExitStatus status, boolean membersLeft) {
            ended.run();
        }

        @Override
        public void membersGone() {}
    }
}
