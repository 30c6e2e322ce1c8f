package io.procmgr.os;

import io.procmgr.os.linux.Epoll;
import io.procmgr.os.linux.Errno;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Inotify;
import io.procmgr.supervise.GrowthWatch;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hears of growing files by inotify, each once. It waits on the thread that asks and not on the event loop: many jobs that
 * write at once would else wake the loop at each first write, and here they gather while that thread rests.
 */
final class InotifyGrowth implements GrowthWatch {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final Inotify inotify;
    private final Epoll epoll;
    private final Map<Integer, Path> armed = new HashMap<>();
    private boolean warned;

    InotifyGrowth() throws ErrnoException {
        inotify = new Inotify();
        try {
            epoll = new Epoll();
            epoll.add(inotify.descriptor());
        } catch (ErrnoException e) {
            inotify.close();
            throw e;
        }
    }

    @Override
    public boolean arm(Path file) {
        try {
            armed.put(inotify.addOnce(file.toString()), file);
            return true;
        } catch (ErrnoException e) {
            if (e.is(Errno.ENOENT)) {
                return false;
            }
            LOG.log(warned ? Level.DEBUG : Level.INFO, "procmgr cannot watch " + file + ": " + e.getMessage());
            warned = true;
            return false;
        }
    }

    @Override
    public Set<Path> await(Duration most) {
        try {
            int ready = epoll.await((int) Math.min(most.toMillis() + 1, Integer.MAX_VALUE));
            for (int i = 0; i < ready; i++) {
                if (epoll.descriptor(i) >= 0) {
                    return written();
                }
            }
            return Set.of();
        } catch (ErrnoException e) {
            throw new IllegalStateException("cannot wait for log files to grow", e);
        }
    }

    private Set<Path> written() {
        Set<Path> files = new HashSet<>();
        for (Inotify.Event event : inotify.read()) {
            Path file = armed.remove(event.watch());
            if (file != null) {
                files.add(file);
            } else if (event.watch() < 0) {
                // some were lost
                files.addAll(armed.values());
                armed.clear();
            }
        }
        return files;
    }

    @Override
    public void wake() {
        epoll.wake();
    }

    @Override
    public void close() {
        epoll.close();
        inotify.close();
    }
}
