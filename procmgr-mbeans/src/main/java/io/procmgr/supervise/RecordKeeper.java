package io.procmgr.supervise;

import io.procmgr.job.JobSpec;
import io.procmgr.supervise.Situation.LaunchPhase;
import io.procmgr.supervise.Situation.ProcessPhase;
import java.util.Optional;

/** Puts the record of a job into the store whenever it has become another one. Confined to the event loop. */
final class RecordKeeper {
    private final JobEnvironment environment;
    private String made = "";
    private JobSpec digested;
    private String digest = "";
    private Goal keptGoal;
    private JobState keptState;
    private boolean keptDisabled;

    RecordKeeper(JobEnvironment environment) {
        this.environment = environment;
    }

    /** Goes on with what an earlier supervisor knew. */
    void resume(JobRecord record) {
        made = record.made();
    }

    /** A process is made of this definition. */
    void made(JobSpec spec) {
        made = digest(spec);
    }

    /** Whether the last run, of an earlier supervisor perhaps, was made of this definition. */
    boolean isMadeOf(JobSpec spec) {
        return made.equals(digest(spec));
    }

    private String digest(JobSpec spec) {
        if (digested != spec) {
            digested = spec;
            digest = spec.execution().digest() + spec.stamps().lasting();
        }
        String content = environment.supervisor().contentFor(spec);
        return content.isEmpty() ? digest : digest + content;
    }

    /** Keeps the record if the goal, the state or the flag are others than in the last one. */
    void keepChanged(JobStatus status, Situation situation, Run run, boolean disabled) {
        if (keptGoal != situation.goal() || keptState != situation.state() || keptDisabled != disabled) {
            keep(status, situation, run, disabled);
        }
    }

    void keep(JobStatus status, Situation situation, Run run, boolean disabled) {
        keptGoal = situation.goal();
        keptState = situation.state();
        keptDisabled = disabled;
        environment.store().put(record(status, situation, run, disabled));
        environment.supervisor().kept();
    }

    JobRecord record(JobStatus status, Situation situation, Run run, boolean disabled) {
        return new JobRecord(
                status.name(),
                run.id(),
                Optional.of(situation.goal()),
                situation.state(),
                disabled,
                made,
                status.history(),
                status.nextStartMillis().orElse(0),
                run(status, situation, run));
    }

    private static Optional<RunRecord> run(JobStatus status, Situation situation, Run run) {
        if (situation.launch() == LaunchPhase.NONE && situation.process() == ProcessPhase.NONE) {
            return Optional.empty();
        }
        boolean made = run.process().isPresent();
        return Optional.of(new RunRecord(
                run.process().map(RunningProcess::identity),
                made ? status.startTimeMillis() : 0,
                status.passedStart(),
                run.stopRule()));
    }
}
