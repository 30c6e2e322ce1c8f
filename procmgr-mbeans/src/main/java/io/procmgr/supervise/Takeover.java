package io.procmgr.supervise;

import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.StopRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over from the supervisor before this one, once, with the first definitions. Confined to the event loop.
 */
final class Takeover {
    private final Map<JobName, JobRecord> records;
    private final Map<JobName, List<MarkedProcess>> marked = new HashMap<>();
    private final JobEnvironment environment;
    private final Leftovers leftovers;

    Takeover(Predecessor predecessor, JobEnvironment environment, Leftovers leftovers) {
        this.records = new LinkedHashMap<>(predecessor.records());
        this.environment = environment;
        this.leftovers = leftovers;
        for (MarkedProcess process : predecessor.processes()) {
            RunMark mark = RunMark.parse(environment.options().stateId(), process.mark());
            mark.jobName().ifPresent(name -> marked.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(process));
        }
    }

    /** What is wanted of a job before anything of it is known. */
    Goal goal(JobSpec spec) {
        JobRecord record = records.get(spec.name());
        return record != null && record.disabled() ? Goal.OFF : Goal.ofDefined(spec);
    }

    /** Goes on with a job of that goal; says whether it has still to be started. */
    boolean resume(SupervisedJob job, Goal goal) {
        JobName name = job.name();
        JobRecord record = records.remove(name);
        List<MarkedProcess> processes = Optional.ofNullable(marked.remove(name)).orElse(List.of());
        if (record == null && processes.isEmpty()) {
            return goal == Goal.UP;
        }
        RunProcesses found = new RunProcesses(
                name,
                record,
                processes,
                environment.options().stateId(),
                job.spec().execution().pidFile().isPresent());
        JobRecord known = found.record(job.spec().stop());
        StopRule stop = known.run().map(RunRecord::stop).orElse(job.spec().stop());
        Runnable noProcess = () -> found.left().forEach(left -> leftovers.end(name, left, stop));
        return new Resumption(job, known, environment.scheduler()).resume(goal, found.main(), noProcess);
    }

    /** The jobs that are not defined any more and may have a process. */
    List<JobName> undefined() {
        Set<JobName> names = new LinkedHashSet<>();
        for (JobRecord record : records.values()) {
            if (record.run().isPresent()) {
                names.add(record.job());
            }
        }
        names.addAll(marked.keySet());
        return List.copyOf(names);
    }

    /** Forgets the jobs that are neither defined nor have a process. */
    void forgetRest() {
        records.keySet().forEach(environment.store()::remove);
        environment.supervisor().kept();
    }
}
