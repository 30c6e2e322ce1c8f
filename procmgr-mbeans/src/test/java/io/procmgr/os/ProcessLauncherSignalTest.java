package io.procmgr.os;

import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.Scheduler;

class ProcessLauncherSignalTest extends SignalContract {
    @Override
    Launcher open(Scheduler scheduler) {
        return new ProcessLauncher(scheduler);
    }

    @Override
    void close(Launcher launcher) {
        ((ProcessLauncher) launcher).close();
    }
}
