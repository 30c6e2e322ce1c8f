package io.procmgr.os;

import io.procmgr.supervise.FileWatcher;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What watchers of files have in common, whatever tells them of changes: the files, how they looked when they were last
 * told of, and whom to tell.
 */
abstract class TrailWatcher implements FileWatcher {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final Runnable changed;
    private List<Path> files = List.of();
    private Map<Path, String> looks = Map.of();

    TrailWatcher(Runnable changed) {
        this.changed = changed;
    }

    /** Has the trail of these files watched, and nothing else. Called by one thread at a time. */
    abstract void register(List<Path> wanted);

    @Override
    public final synchronized void watch(Collection<Path> wanted) {
        files = wanted.stream().map(Path::toAbsolutePath).distinct().toList();
        register(files);
        looks = PathTrail.looks(files);
    }

    /** The trail may have changed. */
    final synchronized void registerAgain() {
        register(files);
    }

    /** Whether the files look different from when they were last told of. */
    final synchronized boolean lookAgain() {
        register(files);
        return !PathTrail.looks(files).equals(looks);
    }

    /** Tells that they may have changed. */
    final void tell() {
        synchronized (this) {
            register(files);
            looks = PathTrail.looks(files);
        }
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the listener of the file watcher failed", e);
        }
    }
}
