package io.procmgr.os;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/** Something to be done with a pid file, on a spawner: its file system may hang. */
class PidFileTask extends Spawners.Attempt {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final Path file;
    private final Spawners spawners;
    private final Runnable work;
    private final Consumer<String> refused;

    /**
     * Not queued yet.
     *
     * @param work runs on a spawner
     * @param refused called in place of it, or if it fails, with the reason
     */
    PidFileTask(Path file, Spawners spawners, Runnable work, Consumer<String> refused) {
        this.file = file;
        this.spawners = spawners;
        this.work = work;
        this.refused = refused;
    }

    void enqueue() {
        if (!spawners.add(this)) {
            refuse();
        }
    }

    @Override
    final Set<Path> places() {
        return file.getParent() == null ? Set.of() : Set.of(file.getParent());
    }

    @Override
    final void run() {
        try {
            work.run();
        } catch (RuntimeException e) {
            // one lost look must not cost the spawner
            LOG.log(Level.ERROR, "work on the pid file " + file + " failed", e);
            refused.accept(e.toString());
        }
    }

    @Override
    final void refuse() {
        refused.accept("the supervisor is closing");
    }

    @Override
    void holdUp(String time) {
        spawners.writeOff(this, places());
    }

    /** Nothing can be done about a file system. */
    @Override
    final void abort() {}
}
