package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Processes;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.util.OptionalInt;

/**
 * A process that we made, and the session that it leads. As long as it is not reaped, and after that as long as a member
 * of its session lives, the kernel gives its number to nobody else. Confined to the event loop but for {@link #signal}.
 */
class NativeProcess implements RunningProcess, Releasable {
    private static final int CORE_DUMPED = 0x80;
    private static final int SIGNAL_BITS = 0x7f;

    private final ProcessIdentity identity;
    private final int pidfd;
    private final NativeLauncher.Parts parts;
    private final LaunchListener listener;
    private final Members members;

    NativeProcess(ProcessIdentity identity, int pidfd, NativeLauncher.Parts parts, LaunchListener listener) {
        this(Kin.ofLeader(identity), pidfd, parts, listener);
    }

    NativeProcess(Kin kin, int pidfd, NativeLauncher.Parts parts, LaunchListener listener) {
        this.identity = kin.main();
        this.pidfd = pidfd;
        this.parts = parts;
        this.listener = listener;
        this.members = new Members(kin, parts);
    }

    @Override
    public final long pid() {
        return identity.pid();
    }

    @Override
    public final ProcessIdentity identity() {
        return identity;
    }

    @Override
    public final long ageMillis() {
        return parts.processTable().ageMillis(identity);
    }

    final int pidfd() {
        return pidfd;
    }

    final NativeLauncher.Parts parts() {
        return parts;
    }

    final Members members() {
        return members;
    }

    /** Tells of the launch, and from now on watches it. */
    void begin() {
        parts.living().add(this);
        listener.launched(this);
        try {
            parts.pause().whenReadable(pidfd, this::ended);
        } catch (ErrnoException e) {
            // what cannot be watched is ended: the scanner may wait, the loop may not
            Processes.signalGroup((int) pid(), Signal.KILL.number());
            parts.scanner().execute(() -> {
                ExitStatus status = awaitEnd();
                parts.scheduler().execute(() -> reaped(status));
            });
        }
    }

    /** Hears no more of it; it lives on. */
    @Override
    public void release() {
        parts.living().remove(this);
        if (!members.isLeaderReaped()) {
            parts.pause().forget(pidfd);
            Descriptors.close(pidfd);
        }
        members.release();
    }

    @Override
    public final void signal(Signal signal, StopRule.Scope scope) {
        if (parts.scheduler().isLoopThread()) {
            deliver(signal, scope);
        } else {
            parts.scheduler().execute(() -> deliver(signal, scope));
        }
    }

    void deliver(Signal signal, StopRule.Scope scope) {
        switch (scope) {
            case PROCESS -> {
                if (!members.isLeaderReaped()) {
                    Processes.signal(pidfd, signal.number());
                }
            }
            case SESSION -> {
                if (!members.areGone()) {
                    signalMain(signal);
                    members.signalOthers(signal);
                }
            }
        }
    }

    /** A session leader stays in its own group, whose number is nobody else's as long as this is not gone. */
    void signalMain(Signal signal) {
        Processes.signalGroup((int) pid(), signal.number());
    }

    /** The descriptor has become readable. */
    void ended() {
        try {
            OptionalInt status = parts.processes().reap((int) pid());
            if (status.isEmpty()) {
                return;
            }
            reaped(status(status.getAsInt()));
        } catch (ErrnoException e) {
            // somebody else in this JVM has waited for it
            reaped(ExitStatus.UNKNOWN);
        }
    }

    /** Nothing of the main process is left, and this is how it ended. */
    final void reaped(ExitStatus status) {
        parts.pause().forget(pidfd);
        Descriptors.close(pidfd);
        members.whenKnown(left -> {
            if (!left) {
                parts.living().remove(this);
            }
            listener.exited(status, left);
            if (left) {
                members.whenGone(() -> {
                    parts.living().remove(this);
                    listener.membersGone();
                });
            }
        });
    }

    private ExitStatus awaitEnd() {
        try {
            return status(Processes.await((int) pid()));
        } catch (ErrnoException e) {
            return ExitStatus.UNKNOWN;
        }
    }

    /** What {@code wait} tells ({@code man 2 wait}): unlike the JDK it knows an exit code from a signal. */
    static ExitStatus status(int raw) {
        int signal = raw & SIGNAL_BITS & ~CORE_DUMPED;
        return signal == 0 ? ExitStatus.exited(raw >> 8 & 0xff) : ExitStatus.signalled(signal);
    }
}
