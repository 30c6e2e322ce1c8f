package io.procmgr.supervise;

import io.procmgr.job.JobDiff;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.supervise.JobChange.Kind;
import io.procmgr.supervise.Situation.LaunchPhase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/**
 * All jobs of a supervisor, and what they mean for each other: order, gates, waiters. Confined to the event loop but for
 * {@link #find} and {@link #statuses}.
 */
final class JobTable implements JobEnvironment.Host {
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Duration WRITE_AGAIN = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final JobEnvironment environment;
    private final List<Gate> gates;
    private final ChangeLog changes;
    private final StartSequence sequence = new StartSequence();
    private final WatchedFiles files = new WatchedFiles();
    private final Set<SupervisedJob> asking = new LinkedHashSet<>();
    private final List<Runnable> launched = new ArrayList<>();
    private final Set<SupervisedJob> living = new HashSet<>();
    private final Leftovers leftovers;
    private final StateWaiters waiters;
    private volatile Map<JobName, SupervisedJob> jobs = Map.of();
    private Optional<Takeover> takeover;
    private boolean takenOver;
    private boolean askingAgain;
    private boolean flushing;
    private boolean shuttingDown;
    private boolean leaving;
    private Optional<Runnable> allAtRest = Optional.empty();

    JobTable(
            Scheduler scheduler,
            Launcher launcher,
            JobStore store,
            Predecessor predecessor,
            SupervisorOptions options,
            DoubleSupplier chance,
            List<Gate> gates,
            ChangeLog changes) {
        this.scheduler = scheduler;
        this.environment = new JobEnvironment(scheduler, launcher, store, options, chance, this);
        this.leftovers = new Leftovers(launcher, scheduler, this::askAgainSoon);
        this.takeover = Optional.of(new Takeover(predecessor, environment, leftovers));
        this.gates = List.copyOf(gates);
        this.changes = changes;
        this.waiters = new StateWaiters(changes);
    }

    Optional<SupervisedJob> find(JobName name) {
        return Optional.ofNullable(jobs.get(name));
    }

    List<JobStatus> statuses() {
        return jobs.values().stream().map(SupervisedJob::status).toList();
    }

    // ---- definitions

    JobDiff apply(List<JobSpec> specs, Map<Path, FileContent> contents) {
        JobDiff diff = JobDiff.between(definitions(), specs);
        Map<Path, FileContent> changedFiles = files.found(contents);
        Map<JobName, SupervisedJob> before = jobs;
        List<SupervisedJob> added = new ArrayList<>();
        List<SupervisedJob> removed = new ArrayList<>();
        place(specs, added, removed);
        for (SupervisedJob job : added) {
            changes.job(job, Kind.ADDED, "defined at " + job.spec().origin());
        }
        takeOver(added);
        for (SupervisedJob job : removed) {
            job.fire(JobEvent.REMOVE, "its definition was removed");
        }
        redefine(specs, before, changedFiles);
        sequence.renumber(jobs.values());
        added.removeIf(job -> Goal.ofDefined(job.spec()) != Goal.UP);
        added.sort(StartSequence.ORDER);
        for (SupervisedJob job : added) {
            job.fire(JobEvent.START, "starts with the supervisor");
        }
        askAgainSoon();
        return diff;
    }

    private List<JobSpec> definitions() {
        List<JobSpec> defined = new ArrayList<>(jobs.size());
        for (SupervisedJob job : jobs.values()) {
            if (job.situation().goal() != Goal.GONE) {
                defined.add(job.spec());
            }
        }
        return defined;
    }

    /** With the first definitions; leaves those in the list that have still to be started. */
    private void takeOver(List<SupervisedJob> added) {
        if (takeover.isPresent()) {
            Takeover now = takeover.get();
            takeover = Optional.empty();
            added.removeIf(job ->
                    !now.resume(job, job.situation().goal() == Goal.OFF ? Goal.OFF : Goal.ofDefined(job.spec())));
            for (JobName name : now.undefined()) {
                end(name, now);
            }
            now.forgetRest();
            takenOver = true;
        }
    }

    /** A job that was removed from the definitions while no supervisor ran is ended and forgotten. */
    private void end(JobName name, Takeover now) {
        SupervisedJob job = new SupervisedJob(Undefined.spec(name), Goal.GONE, jobs.size(), environment);
        Map<JobName, SupervisedJob> after = new LinkedHashMap<>(jobs);
        after.put(name, job);
        jobs = Collections.unmodifiableMap(after);
        changes.job(job, Kind.ADDED, "not defined any more");
        now.resume(job, Goal.GONE);
        if (!job.situation().state().isLive()) {
            job.fire(JobEvent.REMOVE, "its definition was removed while no supervisor ran");
        }
    }

    /** Gives every job its place; those that are no longer defined stand behind until they are forgotten. */
    private void place(List<JobSpec> specs, List<SupervisedJob> added, List<SupervisedJob> removed) {
        Map<JobName, SupervisedJob> after = new LinkedHashMap<>();
        for (JobSpec spec : specs) {
            SupervisedJob job = jobs.get(spec.name());
            if (job == null) {
                Goal goal = takeover.isPresent() ? takeover.get().goal(spec) : Goal.ofDefined(spec);
                job = new SupervisedJob(spec, goal, after.size(), environment);
                added.add(job);
            }
            job.turn().moveTo(after.size());
            after.put(spec.name(), job);
        }
        for (SupervisedJob job : jobs.values()) {
            if (after.putIfAbsent(job.name(), job) == null) {
                removed.add(job);
            }
        }
        jobs = Collections.unmodifiableMap(after);
        sequence.renumber(jobs.values());
    }

    /** A job that has the very definition that it had is not touched. */
    private void redefine(
            List<JobSpec> specs, Map<JobName, SupervisedJob> before, Map<Path, FileContent> changedFiles) {
        for (JobSpec spec : specs) {
            SupervisedJob job = before.get(spec.name());
            if (job != null) {
                boolean contentChanged = WatchedFiles.concerns(spec, changedFiles);
                if (job.spec() != spec
                        || contentChanged
                        || job.situation().goal() == Goal.GONE
                        || job.onOff().isOverridden()) {
                    job.redefine(spec, contentChanged);
                }
            }
        }
    }

    void filesChanged(Map<Path, FileContent> contents) {
        Map<Path, FileContent> changed = files.found(contents);
        jobs.values().stream()
                .filter(job -> job.situation().goal() != Goal.GONE && WatchedFiles.concerns(job.spec(), changed))
                .toList()
                .forEach(job -> job.redefine(job.spec(), true));
    }

    // ---- gates

    @Override
    public String closedFor(SupervisedJob job) {
        String closed = shuttingDown ? "the supervisor is shutting down" : files.closedFor(job.spec());
        if (closed.isEmpty()) {
            closed = leftovers.closedFor(job.name());
        }
        if (closed.isEmpty()) {
            closed = sequence.closedFor(job);
        }
        for (Gate gate : gates) {
            closed = closed.isEmpty() ? gate.closedFor(job.status()) : closed;
        }
        return closed;
    }

    /** Every waiting job asks its gates again, in the order of the start sequence. */
    void askAgain() {
        askingAgain = false;
        Set<SupervisedJob> inOrder = new TreeSet<>(StartSequence.ORDER);
        inOrder.addAll(asking);
        inOrder.forEach(SupervisedJob::askAgain);
    }

    private void askAgainSoon() {
        if (!askingAgain && !asking.isEmpty()) {
            askingAgain = true;
            scheduler.execute(this::askAgain);
        }
    }

    // ---- what is kept of them

    @Override
    public String contentFor(JobSpec spec) {
        return files.contentFor(spec);
    }

    /** One write for all that is kept in a moment; until then whoever looks for a process finds it by its mark. */
    @Override
    public void kept() {
        if (!flushing) {
            flushing = true;
            scheduler.schedule(MOMENT, this::flush);
        }
    }

    private void flush() {
        flushing = false;
        JobStore store = environment.store();
        if (!store.flush()) {
            flushing = true;
            scheduler.schedule(WRITE_AGAIN, this::flush);
        } else if (store.isFull()) {
            store.rewrite(jobs.values().stream().map(SupervisedJob::record).toList());
        }
    }

    /** Keeps what holds after an orderly end. One that has not taken over knows less than what is written. */
    void keepLast() {
        if (!takenOver) {
            return;
        }
        List<JobRecord> records = new ArrayList<>(jobs.size());
        for (SupervisedJob job : jobs.values()) {
            records.add(
                    job.situation().state().isLive()
                            ? job.record()
                            : job.record().atRest());
        }
        environment.store().close(records);
    }

    // ---- what jobs tell

    @Override
    public void happened(SupervisedJob job, Kind kind, String message) {
        changes.job(job, kind, message);
    }

    @Override
    public void settled(SupervisedJob job, Optional<JobState> from, String message) {
        if (job.situation().asking()) {
            asking.add(job);
        } else {
            asking.remove(job);
        }
        if (job.situation().state().isLive() && !isLeft(job)) {
            living.add(job);
        } else {
            living.remove(job);
        }
        if (sequence.note(job)) {
            askAgainSoon();
            if (!sequence.isLaunching()) {
                launched.forEach(Runnable::run);
                launched.clear();
            }
        }
        if (from.isPresent()) {
            JobState state = job.situation().state();
            if (job.spec().execution().socket().isPresent() && state.isRest()) {
                environment.launcher().rests(job.name());
            }
            changes.state(job, from.get(), message);
            if (state == JobState.RUNNING) {
                changes.job(job, Kind.READY, message);
            } else if (state == JobState.FAILED) {
                changes.job(job, Kind.GAVE_UP, message);
            }
            waiters.reached(job);
        }
        tellIfAllAtRest();
    }

    @Override
    public void forget(SupervisedJob job) {
        Map<JobName, SupervisedJob> after = new LinkedHashMap<>(jobs);
        after.remove(job.name());
        jobs = Collections.unmodifiableMap(after);
        environment.store().remove(job.name());
        kept();
        changes.job(job, Kind.REMOVED, "forgotten: its definition was removed");
        waiters.forgotten(job.name());
    }

    // ---- waiters

    /** Runs the task once no job is in its first launch. */
    void whenLaunched(Runnable task) {
        if (sequence.isLaunching()) {
            launched.add(task);
        } else {
            task.run();
        }
    }

    void await(JobName name, JobState state, CompletableFuture<JobStatus> reached) {
        waiters.await(name, Optional.ofNullable(jobs.get(name)), state, reached);
    }

    // ---- end

    /** Stops all jobs, but for those that are to be left if that is meant; runs {@code done} when no other is live. */
    void shutDown(boolean leave, Runnable done) {
        shuttingDown = true;
        leaving = leave;
        allAtRest = Optional.of(done);
        for (SupervisedJob job : List.copyOf(jobs.values())) {
            if (leave && job.current().isLeft(job.situation())) {
                boolean runs = job.situation().launch() == LaunchPhase.NONE;
                changes.job(job, Kind.LEFT, runs ? "goes on without this supervisor" : "is left once it runs");
                settled(job, Optional.empty(), "");
            } else if (job.situation().goal() == Goal.UP && !isFinished(job)) {
                job.fire(JobEvent.STOP, "the supervisor is shutting down");
            }
        }
        tellIfAllAtRest();
    }

    /** Whether nobody waits for its end any more. */
    private boolean isLeft(SupervisedJob job) {
        return leaving
                && job.situation().launch() == LaunchPhase.NONE
                && job.current().isLeft(job.situation());
    }

    /** Nothing will move it any more: it stays as it is, so that the last that is told of it is true. */
    private static boolean isFinished(SupervisedJob job) {
        JobState state = job.situation().state();
        return state == JobState.COMPLETED || state == JobState.FAILED;
    }

    void killAll() {
        jobs.values().stream()
                .filter(job -> job.situation().state().isLive() && !isLeft(job))
                .forEach(job -> job.fire(JobEvent.KILL, "the supervisor's time to shut down is over"));
    }

    private void tellIfAllAtRest() {
        if (allAtRest.isPresent() && living.isEmpty()) {
            Runnable done = allAtRest.get();
            allAtRest = Optional.empty();
            done.run();
        }
    }
}
