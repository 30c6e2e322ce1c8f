package io.procmgr.os;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Watches files with the JDK's WatchService, on the thread {@code procmgr-watcher}. It watches the directories on which
 * the meaning of each path depends, and only for the names that matter ({@link PathTrail}). A burst of events is told
 * once, 150 ms after its last and at most 500 ms after its first. What the system does not tell (network file systems, a
 * directory renamed as a whole, an exhausted number of watches) is found by looking at the files every 5 s.
 */
final class PathWatcher extends TrailWatcher {
    private static final System.Logger LOG = System.getLogger("procmgr");
    private static final Duration RESCAN = Duration.ofSeconds(5);
    private static final long QUIET_NANOS = Duration.ofMillis(150).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMillis(500).toNanos();

    private final long rescanNanos;
    private final WatchService service;
    private final Thread thread;
    private Map<WatchKey, Set<String>> names = Map.of();

    /**
     * Starts the thread.
     *
     * @param changed called by that thread; must not block
     * @throws IOException if the system allows no more watchers
     */
    PathWatcher(Runnable changed) throws IOException {
        this(changed, RESCAN);
    }

    PathWatcher(Runnable changed, Duration rescan) throws IOException {
        super(changed);
        this.rescanNanos = rescan.toNanos();
        this.service = FileSystems.getDefault().newWatchService();
        this.thread = EngineThreads.start("watcher", this::run);
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot close the file watcher", e);
        }
        EngineThreads.awaitEnd(thread);
    }

    private void run() {
        try {
            while (true) {
                if (waitForChange()) {
                    gather();
                    tell();
                }
            }
        } catch (ClosedWatchServiceException e) {
            LOG.log(Level.DEBUG, "the file watcher was closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True after an event that matters, or if a look at the files shows a difference that no event told. */
    private boolean waitForChange() throws InterruptedException {
        long end = System.nanoTime() + rescanNanos;
        WatchKey key = service.poll(rescanNanos, TimeUnit.NANOSECONDS);
        while (key != null) {
            if (matters(key)) {
                return true;
            }
            key = service.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return lookAgain();
    }

    private void gather() throws InterruptedException {
        long first = System.nanoTime();
        long end = first + QUIET_NANOS;
        registerAgain();
        long left = end - System.nanoTime();
        while (left > 0) {
            WatchKey key = service.poll(left, TimeUnit.NANOSECONDS);
            if (key != null && matters(key)) {
                registerAgain();
                end = Math.min(System.nanoTime() + QUIET_NANOS, first + LONGEST_NANOS);
            }
            left = end - System.nanoTime();
        }
    }

    private synchronized boolean matters(WatchKey key) {
        Set<String> wanted = names.getOrDefault(key, Set.of());
        boolean matters = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            matters |= event.kind() == StandardWatchEventKinds.OVERFLOW
                    || wanted.contains(PathTrail.EVERY_NAME)
                    || wanted.contains(String.valueOf(event.context()));
        }
        // an invalid key: its directory is gone
        return !key.reset() && !wanted.isEmpty() || matters;
    }

    @Override
    void register(List<Path> wanted) {
        Map<WatchKey, Set<String>> keys = PathTrail.register(wanted, this::register);
        Set<WatchKey> current = keys.keySet();
        names.keySet().stream().filter(key -> !current.contains(key)).forEach(WatchKey::cancel);
        names = keys;
    }

    private Map<WatchKey, Set<String>> register(Map<Path, Set<String>> trail) {
        Map<WatchKey, Set<String>> keys = new HashMap<>();
        trail.forEach((directory, wanted) -> {
            try {
                WatchKey key = directory.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_DELETE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
                keys.computeIfAbsent(key, none -> new TreeSet<>()).addAll(wanted);
            } catch (IOException e) {
                // gone since, or no more watches: the next look finds out
                LOG.log(Level.DEBUG, "cannot watch " + directory + ": " + e.getMessage());
            }
        });
        return keys;
    }
}
