package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A process that we made or adopted. */
final class ChildProcess implements RunningProcess, Releasable {
    private static final long LOOK_SECONDS = 1;

    private final ProcessHandle handle;
    private final End end;
    private final Signaller signaller;
    private final ProcessIdentity identity;
    private final Supplier<Kin> reader;
    private Optional<Kin> kin = Optional.empty();
    private volatile boolean gone;
    private volatile boolean released;

    /** Waits for the end of a process. */
    interface End {
        ExitStatus await() throws InterruptedException;
    }

    ChildProcess(ProcessHandle handle, ProcessIdentity identity, Supplier<Kin> kin, End end, Signaller signaller) {
        this.handle = handle;
        this.identity = identity;
        this.reader = kin;
        this.end = end;
        this.signaller = signaller;
    }

    /** One that leads its session and whose status we get. */
    static ChildProcess made(Process process, ProcessIdentity identity, Signaller signaller) {
        return new ChildProcess(
                process.toHandle(),
                identity,
                () -> Kin.ofLeader(identity),
                () -> ExitWatch.status(process.waitFor()),
                signaller);
    }

    /** One that is not a child of ours, or not known to be: the JDK tells of its end only. */
    static ChildProcess adopted(ProcessHandle handle, ProcEntry entry, ProcScan processes, Signaller signaller) {
        ProcessIdentity identity = entry.identity();
        RunMarks marks = new RunMarks(processes);
        return new ChildProcess(
                handle,
                identity,
                () -> entry.session() == entry.pid()
                        ? Kin.ofLeader(identity)
                        : new Kin(identity, entry.session(), marks.of(entry)),
                () -> awaitStranger(handle, identity, processes),
                signaller);
    }

    /** The JDK looks now and then whether it has gone; that it has ended and is not reaped it would not see. */
    private static ExitStatus awaitStranger(ProcessHandle handle, ProcessIdentity identity, ProcScan processes)
            throws InterruptedException {
        CompletableFuture<ProcessHandle> exit = JdkProcesses.exit(handle);
        try {
            boolean ended = false;
            while (!ended
                    && processes.process(identity).filter(ProcEntry::alive).isPresent()) {
                ended = ends(exit);
            }
            return ExitStatus.UNKNOWN;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for pid " + handle.pid(), e);
        }
    }

    private static boolean ends(CompletableFuture<ProcessHandle> exit) throws InterruptedException, ExecutionException {
        try {
            exit.get(LOOK_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @Override
    public long pid() {
        return handle.pid();
    }

    @Override
    public ProcessIdentity identity() {
        return identity;
    }

    @Override
    public long ageMillis() {
        return signaller.ageMillis(identity());
    }

    @Override
    public void signal(Signal signal, StopRule.Scope scope) {
        signaller.send(this, signal, scope);
    }

    ExitStatus awaitEnd() throws InterruptedException {
        return end.await();
    }

    ProcessHandle handle() {
        return handle;
    }

    /** Who belongs to it; to be asked first while it lives. May look into it: not for the event loop. */
    synchronized Kin kin() {
        if (kin.isEmpty()) {
            kin = Optional.of(reader.get());
        }
        return kin.get();
    }

    /** Whether it and all who belong to it have ended, so that its numbers may belong to others. */
    boolean isGone() {
        return gone;
    }

    @Override
    public void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    void setGone() {
        gone = true;
    }
}
