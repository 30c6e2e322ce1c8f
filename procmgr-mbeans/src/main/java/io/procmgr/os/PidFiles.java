package io.procmgr.os;

import io.procmgr.supervise.FileWatcher;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Tells launches that wait for a pid file when it may have changed. The watcher, and its thread, are there only while
 * somebody waits. Safe for use by several threads; may wait for a file system.
 */
final class PidFiles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final Maker maker;
    private final Map<Object, Waiting> waiting = new HashMap<>();
    private Optional<FileWatcher> watcher = Optional.empty();
    private boolean closed;

    /** Makes a watcher. */
    interface Maker {
        FileWatcher make(Runnable changed) throws IOException;
    }

    private record Waiting(Path file, Runnable changed) {}

    PidFiles(Maker maker) {
        this.maker = maker;
    }

    /** From now on calls {@code changed} when the file may have, until {@link #forget}. */
    synchronized void await(Object who, Path file, Runnable changed) {
        if (closed || waiting.containsKey(who)) {
            return;
        }
        waiting.put(who, new Waiting(file, changed));
        try {
            if (watcher.isEmpty()) {
                watcher = Optional.of(maker.make(this::tell));
            }
            watch();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "procmgr looks at pid files every second: " + e.getMessage());
        }
    }

    synchronized void forget(Object who) {
        if (waiting.remove(who) == null || watcher.isEmpty()) {
            return;
        }
        if (waiting.isEmpty()) {
            watcher.get().close();
            watcher = Optional.empty();
        } else {
            watch();
        }
    }

    private void watch() {
        HashSet<Path> files = new HashSet<>();
        waiting.values().forEach(each -> files.add(each.file()));
        watcher.orElseThrow().watch(files);
    }

    private void tell() {
        Map<Object, Waiting> all;
        synchronized (this) {
            all = Map.copyOf(waiting);
        }
        all.values().forEach(each -> each.changed().run());
    }

    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        watcher.ifPresent(FileWatcher::close);
        watcher = Optional.empty();
    }
}
