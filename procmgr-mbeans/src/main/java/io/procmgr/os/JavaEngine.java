package io.procmgr.os;

import io.procmgr.supervise.FileWatcher;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.LogStorage;
import io.procmgr.supervise.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The engine of ProcessBuilder, WatchService and small system programs. */
final class JavaEngine extends Engine {
    private final EventLoop loop = new EventLoop();
    private final ProcessLauncher launcher;
    private final DaemonLauncher daemons;
    private final LogStorage logStorage;

    JavaEngine() {
        this(Tools.ofSystem(), Spawners.SLOW);
    }

    JavaEngine(Tools tools, Duration slow) {
        logStorage = new ToolLogStorage(tools);
        launcher = new ProcessLauncher(loop, tools, new Words(), slow);
        daemons = new DaemonLauncher(launcher, launcher.spawners(), loop, tools, this::watcher);
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
        return new PathWatcher(changed);
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
        throw new UnsupportedOperationException("the java engine cannot");
    }

    @Override
    public void close() {
        daemons.close();
        launcher.close();
        loop.close();
    }
}
