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
        List<MarkedProcess> processes = believed(marked.remove(name), job.spec(), record);
        if (record == null && processes.isEmpty()) {
            return goal == Goal.UP;
        }
        processes = withoutConnections(processes, job);
        if (record != null && recordedLives(job, goal, record)) {
            return false;
        }
        RunProcesses found = new RunProcesses(
                name,
                record,
                processes,
                environment.options().stateId(),
                job.spec().execution().pidFile().isPresent());
        JobRecord known = found.record(job.spec().stop());
        Resumption resumption = new Resumption(job, known, environment.scheduler());
        Optional<ProcessIdentity> main = found.main();
        if (main.isPresent() && resumption.adopts(goal, main.get())) {
            return false;
        }
        StopRule stop = known.run().map(RunRecord::stop).orElse(job.spec().stop());
        for (ProcessIdentity left : found.left()) {
            leftovers.end(name, left, stop);
        }
        return resumption.goesOn(goal);
    }

    /** Connections that were served for a supervisor that is gone end with it. */
    private List<MarkedProcess> withoutConnections(List<MarkedProcess> processes, SupervisedJob job) {
        List<MarkedProcess> others = new ArrayList<>();
        for (MarkedProcess process : processes) {
            if (RunMark.parse(environment.options().stateId(), process.mark()).connection()) {
                leftovers.end(job.name(), process.identity(), job.spec().stop());
            } else {
                others.add(process);
            }
        }
        return others;
    }

    /**
     * Anybody can write a mark. That of a process of another user is believed only of a job that is run as another user, and
     * only for the run that the record speaks of.
     */
    private List<MarkedProcess> believed(List<MarkedProcess> found, JobSpec spec, JobRecord record) {
        if (found == null) {
            return List.of();
        }
        boolean ofOthers = spec.execution().user().isPresent() && record != null;
        String stateId = environment.options().stateId();
        return found.stream()
                .filter(process -> process.ofSameUser()
                        || ofOthers && RunMark.parse(stateId, process.mark()).runId() == record.runId())
                .toList();
    }

    /** What is recorded and lives is the job's process, whatever marks others carry: anybody can write such a mark. */
    private boolean recordedLives(SupervisedJob job, Goal goal, JobRecord record) {
        Optional<ProcessIdentity> process = record.run().flatMap(RunRecord::process);
        return process.isPresent() && new Resumption(job, record, environment.scheduler()).adopts(goal, process.get());
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
