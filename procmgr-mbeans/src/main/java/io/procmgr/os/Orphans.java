package io.procmgr.os;

import io.procmgr.os.linux.ErrnoException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the status of processes whose parents have ended, as process 1 of a container has to: nobody else does, and they would
 * stay as zombies. The kernel gives them to our main thread, which makes no processes itself. One that we made can get there
 * too, when the thread that made it has ended; such a one is somebody's who waits for it, and so a zombie is taken only if it
 * is still there at a second look. Nothing is done until a child ends. Confined to the event loop.
 */
final class Orphans implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");
    private static final Path CHILDREN = Path.of("/proc/self/task/" + HostEnd.INIT + "/children");

    /** Whoever waits for a process of its own takes it in far less. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final NativeLauncher.Parts parts;
    private final SystemSignal.Caught childEnded;
    private Set<Long> seen = Set.of();
    private boolean due;

    /** @throws UnsupportedOperationException if this JVM or this kernel does not tell */
    Orphans(NativeLauncher.Parts parts) {
        this.parts = parts;
        if (!Files.isReadable(CHILDREN)) {
            throw new UnsupportedOperationException("cannot see them: there is no " + CHILDREN);
        }
        childEnded = SystemSignal.handle("CHLD", () -> parts.scheduler().execute(this::lookSoon));
        parts.scheduler().execute(this::lookSoon);
    }

    private void lookSoon() {
        if (!due) {
            due = true;
            parts.scheduler().schedule(BETWEEN_LOOKS, this::look);
        }
    }

    private void look() {
        due = false;
        Set<Long> ours = new HashSet<>();
        parts.living().forEach(process -> ours.add(process.pid()));
        Set<Long> zombies = new HashSet<>();
        for (long pid : children()) {
            if (!ours.contains(pid) && isZombie(pid) && !(seen.contains(pid) && take(pid))) {
                zombies.add(pid);
            }
        }
        seen = zombies;
        if (!zombies.isEmpty()) {
            lookSoon();
        }
    }

    private static Set<Long> children() {
        Set<Long> children = new HashSet<>();
        try {
            for (String pid : Files.readString(CHILDREN).split(" ")) {
                if (!pid.isBlank()) {
                    children.add(Long.parseLong(pid));
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "procmgr cannot see its children: " + e);
        }
        return children;
    }

    private boolean isZombie(long pid) {
        Optional<ProcEntry> entry = parts.processTable().process(pid);
        return entry.isPresent() && !entry.get().alive();
    }

    private boolean take(long pid) {
        try {
            return parts.processes().reap((int) pid).isPresent();
        } catch (ErrnoException e) {
            LOG.log(Level.DEBUG, "procmgr: somebody else has waited for pid " + pid + ": " + e.getMessage());
            return true;
        }
    }

    @Override
    public void close() {
        childEnded.close();
    }
}
