package io.procmgr.supervise;

import io.procmgr.job.Execution;
import io.procmgr.job.JobSpec;
import io.procmgr.job.LogFiles;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.Situation.LaunchPhase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The last run of a job, and what is done to it: launched, signalled, bounced. Confined to the event loop. */
final class CurrentRun {
    private final JobEnvironment environment;
    private final Bounce bounce;
    private Run run = Run.NONE;

    CurrentRun(JobEnvironment environment) {
        this.environment = environment;
        this.bounce = new Bounce(environment.scheduler());
    }

    Run run() {
        return run;
    }

    /** The runs of an earlier supervisor count, too; its last one is ended as it said. */
    void countFrom(JobRecord record) {
        StopRule stop = record.run().map(RunRecord::stop).orElse(Run.NONE.stopRule());
        run = new Run(record.runId(), stop);
    }

    /** Begins the next run, as the job is defined now. */
    void begin(JobSpec spec) {
        run = new Run(run.id() + 1, spec.stop());
    }

    /** Queues the launch of the run that has begun. */
    void launch(SupervisedJob job, LogFiles logs) {
        JobSpec spec = job.spec();
        SupervisorOptions options = environment.options();
        LaunchRequest request = new LaunchRequest(
                spec.name(),
                run.id(),
                spec.execution(),
                spec.execution().workingDirectory(options.workingDirectory()),
                logs,
                options.pipe(spec),
                options.context(spec),
                options.marks(spec, run.id()));
        RunListener listener = new RunListener(job, run.id(), environment);
        run = run.launching(environment.launcher().launch(request, listener));
    }

    /** Takes over a living process as that of the run; says whether it lives. */
    boolean adopt(SupervisedJob job, ProcessIdentity identity) {
        RunListener listener = new RunListener(job, run.id(), environment);
        Optional<RunningProcess> process = adopt(identity, job.spec().execution(), listener);
        if (process.isPresent()) {
            long age = Duration.ofMillis(process.get().ageMillis()).toNanos();
            run = run.adopted(process.get(), environment.scheduler().nanoTime() - age);
        }
        return process.isPresent();
    }

    private Optional<RunningProcess> adopt(ProcessIdentity identity, Execution execution, LaunchListener listener) {
        Launcher launcher = environment.launcher();
        if (execution.pidFile().isEmpty()) {
            return launcher.adopt(identity, listener);
        }
        Path directory = execution.workingDirectory(environment.options().workingDirectory());
        return launcher.adopt(
                identity, directory.resolve(execution.pidFile().get().file()), listener);
    }

    /**
     * Whether the launch was still queued when the event came. One that the event ends is taken back: a queued one is
     * withdrawn, one that is held up is killed and heard of as failed.
     */
    boolean wasQueuedAt(JobEvent event) {
        Launch launch = run.launch();
        return switch (event) {
            case STOP, DISABLE, REMOVE, KILL, REDEFINED -> launch.withdraw();
            case CYCLE -> launch.isQueued() || launch.withdraw();
            default -> launch.isQueued();
        };
    }

    void launched(RunningProcess process) {
        run = run.launched(process, environment.scheduler().nanoTime());
    }

    void ended(Ending how) {
        run = run.ended(how);
    }

    void stoppedBy(StopRule rule) {
        run = run.stoppedBy(rule);
    }

    Duration age() {
        return run.age(environment.scheduler());
    }

    /** How long until it has run so long that its failures before count no more. */
    Duration untilStable(JobSpec spec) {
        Duration left = spec.restart().backoff().resetAfter().minus(age());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether it is to go on without its supervisor, and does once its launch in flight is done. */
    boolean isLeft(Situation situation) {
        boolean up = situation.goal() == Goal.UP
                && (situation.state() == JobState.STARTING || situation.state() == JobState.RUNNING);
        boolean launched = run.isAlive()
                || situation.launch() != LaunchPhase.NONE && !run.launch().isQueued();
        return run.stopRule().onShutdown() == StopRule.OnShutdown.LEAVE && up && launched;
    }

    /** Asks it to end; a stopped process hears of it once it goes on. */
    void terminate() {
        run.signal(run.stopRule().signal());
        run.signal(Signal.CONT);
    }

    void kill() {
        run.signal(Signal.KILL);
    }

    /** Ends what is left of its session, in the way that the state demands. */
    void sweep(JobState state) {
        if (state == JobState.KILLING) {
            kill();
        } else {
            terminate();
        }
    }

    /** Sends a signal to the main process alone; says whether there was one. */
    boolean signal(Signal signal) {
        boolean alive = run.isAlive();
        if (alive) {
            run.signal(signal, StopRule.Scope.PROCESS);
        }
        return alive;
    }

    /** Sets the bounce anew, as the job is defined now. */
    void armBounce(JobSpec spec, Runnable due) {
        bounce.arm(spec, run, due);
    }

    void endBounce() {
        bounce.disarm();
    }
}
