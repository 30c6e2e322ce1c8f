package io.procmgr.os;

import io.procmgr.os.linux.ErrnoException;
import io.procmgr.supervise.FileWatcher;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.LogStorage;
import io.procmgr.supervise.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The engine of Linux's own calls, with one thread that waits for everything. */
final class NativeEngine extends Engine {
    private final NativeUse use = NativeUse.begin();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final EpollPause pause = new EpollPause();
    private final EventLoop loop = new EventLoop(pause);
    private final NativeLauncher launcher;
    private final DaemonLauncher daemons;
    private final NativeLogStorage logStorage;

    NativeEngine() throws ErrnoException {
        this(Tools.ofSystem(), Spawners.SLOW);
    }

    NativeEngine(Tools tools, Duration slow) throws ErrnoException {
        logStorage = new NativeLogStorage(tools);
        boolean open = false;
        try {
            launcher = new NativeLauncher(loop, pause, tools, slow);
            daemons = new DaemonLauncher(launcher, launcher.spawners(), loop, tools, this::watcher);
            open = true;
        } finally {
            if (!open) {
                loop.close();
                use.close();
            }
        }
    }

    @Override
    public Scheduler scheduler() {
        return loop;
    }

    @Override
    public Launcher launcher() {
        return daemons;
    }

    @Override
    public FileWatcher watcher(Runnable changed) throws IOException {
        return new InotifyWatcher(loop, pause, changed, InotifyWatcher.RESCAN);
    }

    @Override
    public LogStorage logStorage() {
        return logStorage;
    }

    @Override
    public Map<String, String> capabilities() throws InterruptedException {
        return launcher.capabilities();
    }

    @Override
    void beginReaping() {
        launcher.reapOrphans();
    }

    @Override
    public void close() {
        daemons.close();
        launcher.close();
        loop.close();
        logStorage.close();
        if (closed.compareAndSet(false, true)) {
            use.close();
        }
    }
}
