package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.RunningProcess;

/** A process that we made. */
final class ChildProcess implements RunningProcess {
    private final Process process;
    private final ProcessId id;
    private final Signaller signaller;
    private volatile boolean gone;

    ChildProcess(Process process, ProcessId id, Signaller signaller) {
        this.process = process;
        this.id = id;
        this.signaller = signaller;
    }

    @Override
    public long pid() {
        return id.pid();
    }

    @Override
    public void signal(Signal signal, StopRule.Scope scope) {
        signaller.send(this, signal, scope);
    }

    ProcessId id() {
        return id;
    }

    Process process() {
        return process;
    }

    /** Whether it and its whole session have ended, so that its numbers may belong to others. */
    boolean isGone() {
        return gone;
    }

    void setGone() {
        gone = true;
    }
}
