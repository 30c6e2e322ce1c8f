package io.procmgr.os;

import java.util.concurrent.locks.LockSupport;

/** Waits by the JDK's means. */
final class ParkedPause implements Pause {
    private volatile Thread waiting;

    @Override
    public void await(long nanos) {
        waiting = Thread.currentThread();
        if (nanos == FOREVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
        // a thread that is interrupted does not park: only close() ends the loop
        Thread.interrupted();
    }

    @Override
    public void wake() {
        LockSupport.unpark(waiting);
    }

    @Override
    public void close() {
        waiting = null;
    }
}
