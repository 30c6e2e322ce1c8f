package io.procmgr.os;

import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Inotify;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Watches files with inotify on the event loop, and tells of changes on the thread {@code procmgr-watcher}: at once when
 * a file is closed after writing or comes by a rename, so that no half-written one is read; a burst at most every 50 ms.
 * It watches the directories on which the meaning of each path depends, and only for the names that matter
 * ({@link PathTrail}). What the system does not tell (network file systems, a directory renamed as a whole) is found by
 * looking at the files every 10 s, or less often if that takes more than a two-thousandth of the time.
 */
final class InotifyWatcher extends TrailWatcher {
    private static final System.Logger LOG = System.getLogger("procmgr");
    static final Duration RESCAN = Duration.ofSeconds(10);
    private static final long BURST_MILLIS = 50;
    private static final long LEAST_SHARE = 2_000;

    private final EventLoop loop;
    private final EpollPause pause;
    private final Inotify inotify;
    private final long rescanNanos;
    private final LinkedBlockingQueue<Inotify.Event> events = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Map<Integer, Watch> watches = Map.of();
    private volatile boolean closed;

    /** A watched directory, and the names in it that matter. */
    private record Watch(Path directory, Set<String> names) {}

    /**
     * Starts the thread.
     *
     * @param changed called by that thread
     * @throws ErrnoException if the system allows no more watchers
     */
    InotifyWatcher(EventLoop loop, EpollPause pause, Runnable changed, Duration rescan) throws ErrnoException {
        super(changed);
        this.loop = loop;
        this.pause = pause;
        this.rescanNanos = rescan.toNanos();
        this.inotify = new Inotify();
        loop.execute(this::listen);
        this.thread = EngineThreads.start("watcher", this::run);
    }

    private void listen() {
        try {
            pause.whenReadable(inotify.descriptor(), this::hear);
        } catch (ErrnoException e) {
            LOG.log(Level.WARNING, "procmgr cannot hear of changed files, and looks every 10 s", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            thread.interrupt();
            EngineThreads.awaitEnd(thread);
            loop.execute(this::giveBack);
        }
    }

    private void giveBack() {
        pause.forget(inotify.descriptor());
        inotify.close();
    }

    /** On the event loop: passes on what concerns a name that matters; looks at no file, which might take long. */
    private void hear() {
        for (Inotify.Event event : inotify.read()) {
            Watch watch = watches.get(event.watch());
            boolean wanted = watch == null
                    ? event.watch() < 0
                    : event.name().isEmpty()
                            || watch.names().contains(PathTrail.EVERY_NAME)
                            || watch.names().contains(event.name());
            if (wanted) {
                events.add(event);
            }
        }
    }

    private boolean matters(Inotify.Event event) {
        Watch watch = watches.get(event.watch());
        return switch (event.kind()) {
            case CHANGED, UNWATCHED -> true;
            case CREATED -> watch == null || isComplete(watch.directory().resolve(event.name()));
        };
    }

    /** A new file is told of again when it is closed; a link, hard or symbolic, is complete as it is. */
    private static boolean isComplete(Path file) {
        try {
            return Files.isSymbolicLink(file)
                    || Files.isDirectory(file)
                    || (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
        } catch (IOException e) {
            return true;
        }
    }

    private void run() {
        try {
            long pauseNanos = rescanNanos;
            while (!closed) {
                Inotify.Event event = events.poll(pauseNanos, TimeUnit.NANOSECONDS);
                if (event == null) {
                    long start = System.nanoTime();
                    if (lookAgain()) {
                        tell();
                    }
                    pauseNanos = Math.max(rescanNanos, LEAST_SHARE * (System.nanoTime() - start));
                } else if (anyMatters(event)) {
                    tell();
                    TimeUnit.MILLISECONDS.sleep(BURST_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of this event and all that have come since. */
    private boolean anyMatters(Inotify.Event first) {
        boolean matters = false;
        for (Inotify.Event event = first; event != null; event = events.poll()) {
            matters = matters || matters(event);
        }
        return matters;
    }

    @Override
    void register(List<Path> wanted) {
        Map<Integer, Watch> found = PathTrail.register(wanted, this::register);
        for (int watch : watches.keySet()) {
            if (!found.containsKey(watch)) {
                inotify.remove(watch);
            }
        }
        watches = found;
    }

    private Map<Integer, Watch> register(Map<Path, Set<String>> trail) {
        Map<Integer, Watch> found = new HashMap<>();
        trail.forEach((directory, names) -> {
            try {
                int number = inotify.add(directory.toString());
                found.computeIfAbsent(number, none -> new Watch(directory, new TreeSet<>()))
                        .names()
                        .addAll(names);
            } catch (ErrnoException e) {
                // gone since, or no more watches: the next look finds out
                LOG.log(Level.DEBUG, "cannot watch " + directory + ": " + e.getMessage());
            }
        });
        return found;
    }
}
