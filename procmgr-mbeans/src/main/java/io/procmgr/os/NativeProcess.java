package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Processes;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.RunningProcess;
import java.util.OptionalInt;

/**
 * A process that we made, and the session that it leads. As long as it is not reaped, and after that as long as a member
 * of its session lives, the kernel gives its number to nobody else. Confined to the event loop but for {@link #signal}.
 */
final class NativeProcess implements RunningProcess {
    private static final int CORE_DUMPED = 0x80;
    private static final int SIGNAL_BITS = 0x7f;

    private final int pid;
    private final int pidfd;
    private final NativeLauncher.Parts parts;
    private final LaunchListener listener;
    private final Members members;

    NativeProcess(int pid, int pidfd, NativeLauncher.Parts parts, LaunchListener listener) {
        this.pid = pid;
        this.pidfd = pidfd;
        this.parts = parts;
        this.listener = listener;
        this.members = new Members(pid, parts);
    }

    @Override
    public long pid() {
        return pid;
    }

    /** Tells of the launch, and from now on watches it. */
    void begin() {
        parts.living().add(this);
        listener.launched(this);
        try {
            parts.pause().whenReadable(pidfd, this::ended);
        } catch (ErrnoException e) {
            // what cannot be watched is ended: the scanner may wait, the loop may not
            Processes.signalGroup(pid, Signal.KILL.number());
            parts.scanner().execute(() -> {
                ExitStatus status = awaitEnd();
                parts.scheduler().execute(() -> reaped(status));
            });
        }
    }

    /** Hears no more of it; it lives on. */
    void release() {
        if (!members.isLeaderReaped()) {
            parts.pause().forget(pidfd);
            Descriptors.close(pidfd);
        }
        members.release();
    }

    @Override
    public void signal(Signal signal, StopRule.Scope scope) {
        if (parts.scheduler().isLoopThread()) {
            deliver(signal, scope);
        } else {
            parts.scheduler().execute(() -> deliver(signal, scope));
        }
    }

    private void deliver(Signal signal, StopRule.Scope scope) {
        switch (scope) {
            case PROCESS -> {
                if (!members.isLeaderReaped()) {
                    Processes.signal(pidfd, signal.number());
                }
            }
            case SESSION -> {
                if (!members.areGone()) {
                    // a session leader stays in its own group
                    Processes.signalGroup(pid, signal.number());
                    members.signalOtherGroups(signal);
                }
            }
        }
    }

    private void ended() {
        try {
            OptionalInt status = parts.processes().reap(pid);
            if (status.isEmpty()) {
                return;
            }
            reaped(status(status.getAsInt()));
        } catch (ErrnoException e) {
            // somebody else in this JVM has waited for it
            reaped(ExitStatus.UNKNOWN);
        }
    }

    private void reaped(ExitStatus status) {
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
            return status(Processes.await(pid));
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
