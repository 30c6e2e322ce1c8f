package io.procmgr.os;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.RunningProcess;
import java.lang.System.Logger.Level;

/** Keeps what a listener throws from the thread that tells it: logged, and it harms nobody else. */
final class GuardedListener implements LaunchListener {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final LaunchListener listener;

    GuardedListener(LaunchListener listener) {
        this.listener = listener;
    }

    @Override
    public void launching() {
        tell(listener::launching);
    }

    @Override
    public void launched(RunningProcess process) {
        tell(() -> listener.launched(process));
    }

    @Override
    public void failed(String reason) {
        tell(() -> listener.failed(reason));
    }

    @Override
    public void delayed(String reason) {
        tell(() -> listener.delayed(reason));
    }

    @Override
    public void exited(ExitStatus status, boolean membersLeft) {
        tell(() -> listener.exited(status, membersLeft));
    }

    @Override
    public void membersGone() {
        tell(listener::membersGone);
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the launch listener " + listener + " failed", e);
        }
    }
}
