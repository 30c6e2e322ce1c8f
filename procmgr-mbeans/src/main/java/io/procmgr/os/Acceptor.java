package io.procmgr.os;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Sockets;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.ProcessFinder;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a process for each connection of a listening socket, so many at once. To the supervisor it is the process that
 * {@link AcceptLaunch} made, and the others are members of its session: it is stopped with them, and has not ended before
 * they have. Confined to the event loop but for {@link #signal}.
 */
final class Acceptor implements RunningProcess, Releasable {
    private static final System.Logger LOG = System.getLogger("procmgr");

    /** The system is short of descriptors or memory: it is asked again after a while. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** As long as a job is given that says nothing else. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NativeLauncher.Parts parts;
    private final LaunchRequest request;
    private final LaunchListener listener;
    private final int listening;
    private final int holderPipe;
    private final int most;
    private final Set<RunningProcess> serving = new HashSet<>();
    private NativeProcess holder;
    private int connections;
    private Signal ending = Signal.TERM;
    private boolean watching;
    private boolean open = true;
    private boolean holderGone;
    private boolean released;

    /**
     * Accepts nothing yet.
     *
     * @param listening does not wait
     * @param holderPipe its end is that of the holder
     */
    Acceptor(
            NativeLauncher.Parts parts, LaunchRequest request, LaunchListener listener, int listening, int holderPipe) {
        this.parts = parts;
        this.request = request;
        this.listener = listener;
        this.listening = listening;
        this.holderPipe = holderPipe;
        this.most = request.execution().socket().orElseThrow().maxConnections();
    }

    // ---- connections

    private void watch() {
        try {
            if (open && !watching && connections < most) {
                parts.pause().whenReadable(listening, this::accept);
                watching = true;
            }
        } catch (ErrnoException e) {
            pauseFor(e);
        }
    }

    private void unwatch() {
        if (watching) {
            parts.pause().forget(listening);
            watching = false;
        }
    }

    private void pauseFor(ErrnoException e) {
        unwatch();
        LOG.log(Level.WARNING, request.job() + " cannot accept a connection: " + e.getMessage());
        parts.scheduler().schedule(PAUSE, this::watch);
    }

    private void accept() {
        try {
            Optional<Sockets.Connection> connection = Sockets.accept(listening);
            while (connection.isPresent()) {
                serve(connection.get());
                connection = connections < most ? Sockets.accept(listening) : Optional.empty();
            }
            if (connections >= most) {
                unwatch();
            }
        } catch (ErrnoException e) {
            pauseFor(e);
        }
    }

    private void serve(Sockets.Connection connection) {
        connections++;
        List<EnvironmentVariable> marks = new ArrayList<>();
        for (EnvironmentVariable mark : request.marks()) {
            // not that of the job's own process, for which a later supervisor would take it
            marks.add(
                    mark.name().equals(ProcessFinder.MARK)
                            ? new EnvironmentVariable(mark.name(), mark.value() + ProcessFinder.CONNECTION)
                            : mark);
        }
        if (connection.peer().isPresent()) {
            InetSocketAddress peer = connection.peer().get();
            marks.add(new EnvironmentVariable("REMOTE_ADDR", peer.getAddress().getHostAddress()));
            marks.add(new EnvironmentVariable("REMOTE_PORT", Integer.toString(peer.getPort())));
        }
        LaunchRequest one = new LaunchRequest(
                request.job(),
                request.runId(),
                request.execution(),
                request.directory(),
                request.logs(),
                request.pipe(),
                request.context(),
                marks);
        new NativeLaunch(parts, one, new Server(), new HandedSocket.Accepted(connection.descriptor())).enqueue();
    }

    private void served() {
        connections--;
        if (open) {
            watch();
        } else if (holderGone && connections == 0 && !released) {
            listener.membersGone();
        }
    }

    /** Accepts no more, and lets the holder end. */
    private void shut() {
        if (open) {
            open = false;
            unwatch();
            Descriptors.close(holderPipe);
        }
    }

    /** Hears of the process of one connection, from any thread. */
    private final class Server implements LaunchListener {
        private RunningProcess process;

        @Override
        public void launched(RunningProcess made) {
            post(() -> {
                process = made;
                serving.add(made);
                LOG.log(Level.DEBUG, () -> request.job() + " serves a connection, pid " + made.pid());
                if (!open) {
                    // it was under way when the job was told to end
                    made.signal(ending, StopRule.Scope.SESSION);
                }
            });
        }

        @Override
        public void failed(String reason) {
            LOG.log(Level.WARNING, request.job() + " cannot serve a connection: " + reason);
            post(Acceptor.this::served);
        }

        @Override
        public void delayed(String reason) {
            LOG.log(Level.WARNING, request.job() + " does not serve a connection yet: " + reason);
        }

        @Override
        public void exited(ExitStatus status, boolean membersLeft) {
            LOG.log(Level.DEBUG, () -> request.job() + " has served a connection: " + status);
            if (!membersLeft) {
                membersGone();
            } else {
                post(this::endMembers);
            }
        }

        @Override
        public void membersGone() {
            post(() -> {
                serving.remove(process);
                served();
            });
        }

        /** What is left of it holds one of the places for connections. */
        private void endMembers() {
            process.signal(Signal.TERM, StopRule.Scope.SESSION);
            parts.scheduler().schedule(PATIENCE, () -> {
                if (serving.contains(process)) {
                    process.signal(Signal.KILL, StopRule.Scope.SESSION);
                }
            });
        }

        private void post(Runnable news) {
            parts.scheduler().execute(news);
        }
    }

    // ---- the holder

    /** Hears of the holder. */
    LaunchListener ofHolder() {
        return new Holder();
    }

    private final class Holder implements LaunchListener {
        @Override
        public void launched(RunningProcess process) {
            holder = (NativeProcess) process;
            parts.acceptors().add(Acceptor.this);
            listener.launched(Acceptor.this);
            watch();
        }

        @Override
        public void failed(String reason) {
            listener.failed(reason);
        }

        @Override
        public void delayed(String reason) {
            listener.delayed(reason);
        }

        @Override
        public void exited(ExitStatus status, boolean membersLeft) {
            shut();
            parts.acceptors().remove(Acceptor.this);
            holderGone = true;
            listener.exited(status, connections > 0);
        }

        @Override
        public void membersGone() {
            // it makes no processes
        }
    }

    // ---- seen by the supervisor

    @Override
    public long pid() {
        return holder.pid();
    }

    @Override
    public ProcessIdentity identity() {
        return holder.identity();
    }

    @Override
    public long ageMillis() {
        return holder.ageMillis();
    }

    @Override
    public void signal(Signal signal, StopRule.Scope scope) {
        if (parts.scheduler().isLoopThread()) {
            deliver(signal, scope);
        } else {
            parts.scheduler().execute(() -> deliver(signal, scope));
        }
    }

    /** What is meant for the session ends the job; what is meant for the process is for those that do its work. */
    private void deliver(Signal signal, StopRule.Scope scope) {
        if (scope == StopRule.Scope.SESSION && signal != Signal.CONT) {
            shut();
            ending = signal;
            if (signal == Signal.KILL) {
                holder.signal(signal, scope);
            }
        }
        for (RunningProcess process : Set.copyOf(serving)) {
            process.signal(signal, scope);
        }
    }

    @Override
    public void release() {
        // its processes, the holder among them, are left by the launcher
        released = true;
        shut();
    }
}
