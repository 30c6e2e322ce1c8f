package io.procmgr.supervise;

import io.procmgr.job.JobDiff;
import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Signal;
import io.procmgr.supervise.CommandResult.Outcome;
import io.procmgr.supervise.JobChange.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps the jobs of one set of definitions as they are wanted. All decisions are made on the event loop; commands are
 * posted to it and return once they are accepted; reads take the last snapshots and never wait. Safe for use by several
 * threads.
 */
public final class Supervisor implements AutoCloseable {
    private static final Duration LAST_KILL = Duration.ofSeconds(2);

    private final Scheduler scheduler;
    private final LoopCalls loop;
    private final SupervisorOptions options;
    private final Launcher launcher;
    private final JobTable jobs;
    private final JobStore store;
    private final ChangeLog changes;
    private final long startTimeMillis;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile ConfigStatus config = ConfigStatus.NONE;

    /**
     * A supervisor without jobs; {@link #apply} gives it some, and takes over what the predecessor left.
     *
     * @param store keeps what the next supervisor has to know
     * @param chance random numbers from 0 to 1, for the jitter of the back-off
     */
    public Supervisor(
            SupervisorOptions options,
            Scheduler scheduler,
            Launcher launcher,
            JobStore store,
            Predecessor predecessor,
            List<Gate> gates,
            DoubleSupplier chance) {
        this.options = options;
        this.launcher = launcher;
        this.scheduler = scheduler;
        this.loop = new LoopCalls(scheduler);
        this.store = store;
        this.startTimeMillis = scheduler.currentTimeMillis();
        this.changes = new ChangeLog(scheduler);
        this.jobs = new JobTable(scheduler, launcher, store, predecessor, options, chance, gates, changes);
    }

    // ---- definitions

    /**
     * Makes these the definitions, in place of all before. Unchanged jobs are not touched, changed ones start anew where
     * the change needs it, added ones start, removed ones are stopped and forgotten.
     *
     * @param specs in the order of definition
     * @param files the content of every watched file
     * @return what it meant
     * @throws RefusedException once the supervisor is closed
     */
    public JobDiff apply(List<JobSpec> specs, Map<Path, FileContent> files) {
        return onLoop("apply the configuration", () -> {
            refuseIfClosing("apply the configuration");
            JobDiff diff = jobs.apply(specs, files);
            applied("configuration", diff, scheduler.currentTimeMillis(), "");
            return diff;
        });
    }

    /**
     * Makes these the jobs, as {@link #apply} does, after instances of templates have come or gone: no configuration was
     * read, so what is known of the last reading stands.
     *
     * @throws RefusedException once the supervisor is closed
     */
    public JobDiff applyInstances(List<JobSpec> specs, Map<Path, FileContent> files) {
        return onLoop("change the instances", () -> {
            refuseIfClosing("change the instances");
            JobDiff diff = jobs.apply(specs, files);
            applied("instances", diff, config.lastReloadTimeMillis(), config.lastReloadError());
            return diff;
        });
    }

    private void applied(String what, JobDiff diff, long lastReloadTimeMillis, String lastReloadError) {
        config = new ConfigStatus(config.generation() + 1, lastReloadTimeMillis, lastReloadError);
        changes.config(
                Kind.CONFIG_RELOADED,
                what + " applied: " + diff.added().size() + " added, "
                        + diff.restarted().size() + " restarted, "
                        + diff.updated().size() + " updated, "
                        + diff.removed().size() + " removed, "
                        + diff.unchanged().size() + " unchanged");
    }

    /** Notes that a changed configuration was refused; nothing is touched. */
    public void rejected(String problems) {
        onLoop("note a refused configuration", () -> {
            config = new ConfigStatus(config.generation(), scheduler.currentTimeMillis(), problems);
            changes.config(Kind.CONFIG_REJECTED, "configuration refused, nothing was changed:\n" + problems);
            return null;
        });
    }

    /**
     * Notes that some definitions have faults, and were left as they were; the others have been applied.
     *
     * @param news whether these are not the faults that were told last
     */
    public void faulty(String problems, boolean news) {
        onLoop("note definitions with faults", () -> {
            config = new ConfigStatus(config.generation(), scheduler.currentTimeMillis(), problems);
            if (news) {
                changes.config(Kind.CONFIG_REJECTED, "faults, the jobs were left as they were:\n" + problems);
            }
            return null;
        });
    }

    /** Takes the content of every watched file; jobs whose files changed start anew, unless the supervisor is closing. */
    public void filesChanged(Map<Path, FileContent> files) {
        onLoop("look at watched files", () -> {
            if (!closing.get()) {
                jobs.filesChanged(files);
            }
            return null;
        });
    }

    /** A gate may have opened: every waiting job asks again. */
    public void gatesChanged() {
        scheduler.execute(jobs::askAgain);
    }

    // ---- commands

    /**
     * Gives a command. Returns as soon as it is accepted.
     *
     * @return what will happen, one line
     * @throws RefusedException if the job is unknown, the command is refused, or the supervisor is closed
     */
    public String command(JobName job, JobCommand command) {
        return kept(command, withJob(job, verb(command), supervised -> carryOut(supervised, command)));
    }

    /**
     * Gives a command to several jobs, in one go: nothing comes between. Returns as soon as each has accepted or refused
     * it.
     *
     * @return what came of it, in the order of {@code names}
     * @throws RefusedException if the supervisor is closed
     */
    public List<CommandResult> command(List<JobName> names, JobCommand command) {
        return kept(command, onLoop(verb(command), () -> names.stream()
                .map(name -> result(name, command))
                .toList()));
    }

    /** What an operator switched off stays off, whatever happens to this machine now. */
    private <T> T kept(JobCommand command, T answer) {
        if (command == JobCommand.ENABLE || command == JobCommand.DISABLE) {
            store.sync();
        }
        return answer;
    }

    private CommandResult result(JobName name, JobCommand command) {
        return jobs.find(name)
                .map(job -> Commands.result(job, command, () -> carryOut(job, command)))
                .orElseGet(() -> new CommandResult(
                        name, Outcome.REFUSED, "cannot " + verb(command) + " " + name + ": no such job"));
    }

    private String carryOut(SupervisedJob job, JobCommand command) {
        if (command == JobCommand.START || command == JobCommand.RESTART || command == JobCommand.ENABLE) {
            refuseIfClosing(command + " " + job.name());
        }
        return Commands.carryOut(job, command);
    }

    private static String verb(JobCommand command) {
        return command.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Switches a job on or off until a configuration is applied the next time, whatever its definition says.
     *
     * @return what will happen, one line
     * @throws RefusedException if the job is unknown, or the supervisor is closed
     */
    public String override(JobName job, boolean enabled) {
        String verb = enabled ? "enable" : "disable";
        return withJob(job, verb, supervised -> {
            refuseIfClosing(verb + " " + job);
            return Commands.override(supervised, enabled);
        });
    }

    /**
     * Sends a signal to the main process of a job.
     *
     * @return what will happen, one line
     * @throws RefusedException if the job is unknown or has no process
     */
    public String signal(JobName job, Signal signal) {
        return withJob(job, "signal", supervised -> Commands.signal(supervised, signal));
    }

    /**
     * Writes a line to the standard input of a job that has {@code stdin = pipe}, at once or not at all. Lines of several
     * writers never mix.
     *
     * @param text the line without its end: at most 4095 bytes in UTF-8, no control characters but tabs
     * @return what happened, one line
     * @throws RefusedException if the job is unknown, has no such input or no process, the text is no such line, the pipe
     *     is full or nobody reads it
     */
    public String writeLine(JobName job, String text) {
        JobStatus status =
                status(job).orElseThrow(() -> new RefusedException("cannot write to " + job + ": no such job"));
        return InputLine.write(status, options.pipe(status.spec()), text, launcher);
    }

    /**
     * Notes that something went wrong with a job that does not touch its state: for its log and its last error. Returns at
     * once; nothing happens if the job is not known any more.
     *
     * @param message in words, without the job's name
     */
    public void trouble(JobName job, String message) {
        scheduler.execute(() -> jobs.find(job).ifPresent(supervised -> supervised.trouble(message)));
    }

    /** Has the process of a job open its logs anew, by its {@code reload.signal}. Returns at once. */
    public void reopenLogs(JobName job) {
        scheduler.execute(() -> jobs.find(job)
                .ifPresent(supervised -> supervised.spec().reloadSignal().ifPresent(supervised::signal)));
    }

    // ---- reads

    /** All jobs, in the order of their definition. */
    public List<JobStatus> statuses() {
        return jobs.statuses();
    }

    public Optional<JobStatus> status(JobName job) {
        return jobs.find(job).map(SupervisedJob::status);
    }

    /** The changes after sequence number {@code since}, oldest first; at most {@code max}, of the last 1,000. */
    public List<JobChange> changes(long since, int max) {
        return changes.after(since, max);
    }

    /** The number of the newest change; 0 before the first. */
    public long lastSequence() {
        return changes.last();
    }

    /** Hears of every change from now on. */
    public void addListener(ChangeListener listener) {
        changes.add(listener);
    }

    public void removeListener(ChangeListener listener) {
        changes.remove(listener);
    }

    /**
     * Completes, on a thread of the supervisor, once the job is in that state; at once if it is. Completes exceptionally
     * with a {@link RefusedException} if the job is not known or is forgotten.
     */
    public CompletableFuture<JobStatus> whenState(JobName job, JobState state) {
        CompletableFuture<JobStatus> reached = new CompletableFuture<>();
        scheduler.execute(() -> jobs.await(job, state, reached));
        return reached;
    }

    public ConfigStatus config() {
        return config;
    }

    public long startTimeMillis() {
        return startTimeMillis;
    }

    /** Wall clock of the supervisor. */
    public long currentTimeMillis() {
        return scheduler.currentTimeMillis();
    }

    /**
     * Waits until no job is in its first launch, at most so long: for a host with work of its own to do that would take
     * processor time from the first launches.
     */
    public void awaitLaunches(Duration most) {
        CompletableFuture<Void> launched = new CompletableFuture<>();
        scheduler.execute(() -> jobs.whenLaunched(() -> launched.complete(null)));
        try {
            launched.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // a launch that hangs is told by itself
            return;
        }
    }

    /** Runs the task on the event loop after so long, unless the supervisor has been closed by then. It must return soon. */
    public void later(Duration delay, Runnable task) {
        scheduler.schedule(delay, task);
    }

    /** Whether the event loop does within this time what it is asked. */
    public boolean answers(Duration most) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        scheduler.execute(() -> answer.complete(true));
        return answer.completeOnTimeout(false, most.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    // ---- end

    /**
     * Begins to stop every job, and returns at once: nothing is started any more. {@link #close} waits for the end.
     * Idempotent.
     */
    public void shutDown() {
        shutDown(true);
    }

    /** The same, and jobs that are to be left when the supervisor ends are stopped as well. */
    public void shutDownAll() {
        shutDown(false);
    }

    private void shutDown(boolean leave) {
        if (closing.compareAndSet(false, true)) {
            scheduler.execute(() -> {
                Duration timeout = options.shutdownTimeout();
                Duration untilKill = timeout.compareTo(LAST_KILL) > 0 ? timeout.minus(LAST_KILL) : timeout.dividedBy(2);
                scheduler.schedule(untilKill, jobs::killAll);
                scheduler.schedule(timeout, this::ended);
                jobs.shutDown(leave, this::ended);
            });
        }
    }

    private void ended() {
        if (!closed.isDone()) {
            jobs.keepLast();
            closed.complete(null);
        }
    }

    /**
     * Stops every job and returns when none lives, at the latest after the shutdown time-out, which counts from the first
     * call of this or of {@link #shutDown}; two seconds before its end what still lives is killed. Later calls wait for
     * the first. An interrupted caller waits all the same and stays interrupted: else its processes would go on without a
     * supervisor.
     */
    @Override
    public void close() {
        shutDown();
        try {
            awaitClosed();
        } finally {
            changes.close();
        }
    }

    private void awaitClosed() {
        boolean interrupted = false;
        try {
            while (!closed.isDone()) {
                try {
                    closed.get(options.shutdownTimeout().plus(LoopCalls.ANSWER).toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot close the supervisor: its loop does not answer", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void refuseIfClosing(String what) {
        if (closing.get()) {
            throw new RefusedException("cannot " + what + ": the supervisor is shutting down");
        }
    }

    private <T> T withJob(JobName name, String verb, Function<SupervisedJob, T> action) {
        return onLoop(verb, () -> jobs.find(name)
                .map(action)
                .orElseThrow(() -> new RefusedException("cannot " + verb + " " + name + ": no such job")));
    }

    private <T> T onLoop(String what, Supplier<T> action) {
        return loop.call(what, action);
    }
}
