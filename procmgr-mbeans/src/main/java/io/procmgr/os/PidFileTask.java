package io.procmgr.os;

import java.nio.file.Path;
import java.util.Set;

/** Something to be done with a pid file, on a spawner: its file system may hang. */
class PidFileTask extends Spawners.Attempt {
    private final Path file;
    private final Spawners spawners;
    private final Runnable work;
    private final Runnable refused;

    PidFileTask(Path file, Spawners spawners, Runnable work, Runnable refused) {
        this.file = file;
        this.spawners = spawners;
        this.work = work;
        this.refused = refused;
    }

    void enqueue() {
        if (!spawners.add(this)) {
            refused.run();
        }
    }

    @Override
    final Set<Path> places() {
        return file.getParent() == null ? Set.of() : Set.of(file.getParent());
    }

    @Override
    final void run() {
        work.run();
    }

    @Override
    final void refuse() {
        refused.run();
    }

    @Override
    void holdUp(String time) {
        spawners.writeOff(this, places());
    }

    /** Nothing can be done about a file system. */
    @Override
    final void abort() {}
}
