package io.procmgr.os;

import io.procmgr.job.JobName;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.Errno;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Fifo;
import io.procmgr.os.linux.Processes;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes processes with {@code posix_spawn}, hears of their ends by pidfd on the event loop, and signals them by pidfd and
 * by group.
 */
final class NativeLauncher implements Launcher, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");
    private static final long CLOSE_SECONDS = 2;
    private static final long WRITE_SECONDS = 10;

    private final Tools tools;
    private final Parts parts;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Optional<Orphans> orphans = Optional.empty();

    /**
     * Starts the engine's threads.
     *
     * @param scheduler whose thread waits in {@code pause}; not closed by this
     */
    NativeLauncher(EventLoop scheduler, EpollPause pause, Tools tools, Duration slow) throws ErrnoException {
        this.tools = tools;
        ProcScan table = new ProcScan();
        OpenFilesRule openFiles = new OpenFilesRule();
        parts = new Parts(
                scheduler,
                pause,
                table,
                new SpawnPlan.Maker(tools, table, openFiles),
                openFiles,
                new Workbench.Pool(),
                new Descriptors().devNull(),
                new Processes(),
                new Spawners(scheduler, slow),
                new ParentThread(),
                new SessionScanner(scheduler, table),
                new HashSet<>(),
                new ListeningSockets(),
                new HashSet<>());
    }

    @Override
    public Launch launch(LaunchRequest request, LaunchListener listener) {
        QueuedLaunch launch = queued(request, listener);
        launch.enqueue();
        return launch;
    }

    private QueuedLaunch queued(LaunchRequest request, LaunchListener listener) {
        if (request.execution().socket().isEmpty()) {
            parts.sockets().release(request.job());
            return new NativeLaunch(parts, request, listener, HandedSocket.NONE);
        }
        return request.execution().socket().get().accept()
                ? new AcceptLaunch(parts, request, listener)
                : new NativeLaunch(parts, request, listener, new HandedSocket.Listening(parts.sockets()));
    }

    synchronized void reapOrphans() {
        orphans = Optional.of(new Orphans(parts));
    }

    private synchronized void closeOrphans() {
        orphans.ifPresent(Orphans::close);
    }

    @Override
    public void rests(JobName job) {
        parts.sockets().release(job);
    }

    /** On the event loop: JNA keeps the loader of every thread that calls it. It does not wait for anybody. */
    @Override
    public Written write(Path pipe, byte[] bytes) throws IOException {
        if (parts.scheduler().isLoopThread()) {
            return writeAtOnce(pipe, bytes);
        }
        FutureTask<Written> writing = new FutureTask<>(() -> writeAtOnce(pipe, bytes));
        parts.scheduler().execute(writing);
        try {
            return writing.get(WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IOException("the supervisor is closed or does not answer", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            // what was refused is not to happen later
            writing.cancel(false);
        }
    }

    private static Written writeAtOnce(Path pipe, byte[] bytes) throws ErrnoException {
        try {
            Fifo.write(pipe.toString(), bytes);
            return Written.ALL;
        } catch (ErrnoException e) {
            if (e.is(Errno.EAGAIN)) {
                return Written.NO_ROOM;
            }
            if (e.is(Errno.ENXIO) || e.is(Errno.ENOENT)) {
                return Written.NO_READER;
            }
            throw e;
        }
    }

    @Override
    public Optional<RunningProcess> adopt(ProcessIdentity identity, LaunchListener listener) {
        if (!Adoption.isPossible(identity)) {
            return Optional.empty();
        }
        int pidfd;
        try {
            pidfd = parts.openFiles().open((int) identity.pid());
        } catch (ErrnoException e) {
            return Adoption.refused(identity, e);
        }
        // a child of this very JVM that ended while nobody watched has still its status to tell
        long self = ProcessHandle.current().pid();
        Optional<ProcEntry> found =
                parts.processTable().process(identity).filter(entry -> entry.alive() || entry.parent() == self);
        if (found.isEmpty()) {
            Descriptors.close(pidfd);
            return Optional.empty();
        }
        Kin kin = new Kin(identity, found.get().session(), Optional.empty());
        AdoptedProcess process = new AdoptedProcess(found.get(), kin, pidfd, parts, new GuardedListener(listener));
        if (parts.scheduler().isLoopThread()) {
            process.begin();
        } else {
            parts.scheduler().execute(process::begin);
        }
        return Optional.of(process);
    }

    Spawners spawners() {
        return parts.spawners();
    }

    Map<String, String> capabilities() throws InterruptedException {
        return Capabilities.ofNative(tools);
    }

    /**
     * Ends the engine's threads. Queued launches fail, those that have not reached their program are killed; processes
     * live on, and nothing more is heard of them. Idempotent; to be called while the event loop runs.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closeOrphans();
        parts.spawners().close();
        parts.scanner().close();
        parts.parent().close();
        CompletableFuture<Void> released = new CompletableFuture<>();
        Runnable release = () -> {
            release();
            released.complete(null);
        };
        if (parts.scheduler().isLoopThread()) {
            release.run();
        } else {
            parts.scheduler().execute(release);
        }
        try {
            released.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "procmgr cannot give back the descriptors of its processes", e);
        }
    }

    private void release() {
        Set.copyOf(parts.acceptors()).forEach(Acceptor::release);
        parts.acceptors().clear();
        parts.sockets().releaseAll();
        // each takes itself out
        List.copyOf(parts.living()).forEach(NativeProcess::release);
        parts.processes().close();
        Descriptors.close(parts.devNull());
    }

    /** What the launches of one launcher share. */
    record Parts(
            EventLoop scheduler,
            EpollPause pause,
            ProcScan processTable,
            SpawnPlan.Maker plans,
            OpenFilesRule openFiles,
            Workbench.Pool benches,
            int devNull,
            Processes processes,
            Spawners spawners,
            ParentThread parent,
            SessionScanner scanner,
            Set<NativeProcess> living,
            ListeningSockets sockets,
            Set<Acceptor> acceptors) {}
}
