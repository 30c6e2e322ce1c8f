package io.procmgr.os;

import io.procmgr.os.linux.ErrnoException;
import io.procmgr.supervise.Scheduler;

class EpollLoopTest extends SchedulerContract {
    @Override
    Scheduler open() {
        try {
            return new EventLoop(new EpollPause());
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    void close(Scheduler scheduler) {
        ((EventLoop) scheduler).close();
    }
}
