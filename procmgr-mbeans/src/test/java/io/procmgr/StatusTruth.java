package io.procmgr;

import io.procmgr.MarkedProcesses.Found;
import io.procmgr.supervise.JobState;
import io.procmgr.supervise.JobStatus;
import io.procmgr.supervise.Supervisor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what a supervisor tells of its jobs with what the kernel knows. While jobs come and go this takes several looks:
 * each job must be seen once to be at rest without any process, or to run with exactly the one that it tells.
 */
final class StatusTruth {
    private final Supervisor supervisor;
    private final MarkedProcesses processes;
    private final Set<String> seen = new HashSet<>();

    StatusTruth(Supervisor supervisor, MarkedProcesses processes) {
        this.supervisor = supervisor;
        this.processes = processes;
    }

    /** Looks once more; what is left to be seen, and why. */
    Map<String, String> untrue() {
        Map<String, JobStatus> before = statuses();
        Map<String, List<Found>> found = processes.byJob();
        Map<String, JobStatus> after = statuses();
        Map<String, String> untrue = new TreeMap<>();
        found.forEach((job, left) -> {
            if (!after.containsKey(job)) {
                untrue.put(job, "is not defined and has " + left);
            }
        });
        after.forEach((job, status) -> {
            if (!seen.contains(job)) {
                List<Found> its = found.getOrDefault(job, List.of());
                boolean steady = Optional.ofNullable(before.get(job))
                        .filter(earlier -> isSame(earlier, status))
                        .isPresent();
                if (steady && isTrue(status, its)) {
                    seen.add(job);
                } else {
                    untrue.put(job, status.state() + ", pid " + status.pid() + ", run " + status.runId() + ": " + its);
                }
            }
        });
        return untrue;
    }

    private Map<String, JobStatus> statuses() {
        return supervisor.statuses().stream()
                .collect(Collectors.toMap(status -> status.name().value(), Function.identity()));
    }

    private static boolean isSame(JobStatus one, JobStatus other) {
        return one.state() == other.state()
                && one.runId() == other.runId()
                && one.stateSinceMillis() == other.stateSinceMillis();
    }

    private static boolean isTrue(JobStatus status, List<Found> its) {
        if (status.state() == JobState.RUNNING) {
            List<Long> mains = its.stream().filter(Found::main).map(Found::pid).toList();
            return mains.equals(List.of(status.pid().orElse(-1)));
        }
        return !status.state().isLive() && status.pid().isEmpty() && its.isEmpty();
    }
}
