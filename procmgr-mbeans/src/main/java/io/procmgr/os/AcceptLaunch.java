package io.procmgr.os;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.job.Signal;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Processes;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The launch of a job that gets a process for each connection. Its main process is a shell that does nothing but wait for
 * the end of a pipe of ours: so the job has a pid, ends when it is killed, and does not outlive the supervisor, without
 * whom nothing would be accepted.
 */
final class AcceptLaunch extends QueuedLaunch {
    private static final int NONE = -1;
    private static final String SHELL = "/bin/sh";
    private static final String WAIT = "trap '' HUP INT QUIT USR1 USR2 ALRM TERM TSTP TTIN TTOU; read -r _; exit 0";

    private final NativeLauncher.Parts parts;
    private volatile int pid = NONE;

    AcceptLaunch(NativeLauncher.Parts parts, LaunchRequest request, LaunchListener listener) {
        super(request, listener, parts.spawners());
        this.parts = parts;
    }

    @Override
    void launch() throws LaunchException, InterruptedException {
        Workbench bench = parts.benches().borrow();
        try {
            launch(bench);
        } finally {
            parts.benches().giveBack(bench);
        }
    }

    private void launch(Workbench bench) throws LaunchException, InterruptedException {
        // tells now what would fail at each connection
        SpawnPlan plan = parts.plans().of(request());
        int listening = parts.sockets().open(request(), plan.otherUser());
        making();
        try {
            int[] pipe = bench.descriptors().pipe();
            boolean begun = false;
            try {
                pid = hold(bench, pipe[0]);
                if (!made()) {
                    throw new LaunchException(ended());
                }
                int pidfd = parts.openFiles().open(pid);
                decide();
                Acceptor acceptor = new Acceptor(parts, request(), listener(), listening, pipe[1]);
                NativeProcess holder =
                        new NativeProcess(parts.processTable().identity(pid), pidfd, parts, acceptor.ofHolder());
                parts.scheduler().execute(holder::begin);
                begun = true;
            } finally {
                Descriptors.close(pipe[0]);
                if (!begun) {
                    // the shell sees the end of its pipe
                    Descriptors.close(pipe[1]);
                    reap();
                }
            }
        } catch (ErrnoException e) {
            throw new LaunchException("cannot launch: " + e.getMessage(), e);
        }
    }

    private int hold(Workbench bench, int pipe) throws ErrnoException, LaunchException {
        List<byte[]> environment = new ArrayList<>();
        for (EnvironmentVariable mark : request().marks()) {
            environment.add(InheritedEnvironment.bytes(mark.name() + "=" + mark.value()));
        }
        List<byte[]> words = List.of(
                InheritedEnvironment.bytes(SHELL),
                InheritedEnvironment.bytes("-c"),
                InheritedEnvironment.bytes(WAIT),
                InheritedEnvironment.bytes("accepts connections of " + request().job()));
        int root = bench.descriptors().directory("/");
        try {
            return bench.spawn()
                    .start(
                            InheritedEnvironment.bytes(SHELL),
                            words,
                            environment,
                            root,
                            pipe,
                            parts.devNull(),
                            parts.devNull());
        } finally {
            Descriptors.close(root);
        }
    }

    private void reap() throws ErrnoException {
        if (pid != NONE) {
            Processes.await(pid);
        }
    }

    @Override
    void kill() {
        int made = pid;
        if (made != NONE) {
            Processes.signalGroup(made, Signal.KILL.number());
        }
    }

    @Override
    Set<Path> heldUpAt() {
        return Set.of();
    }

    @Override
    String where() {
        return "the supervisor is still opening its socket";
    }
}
