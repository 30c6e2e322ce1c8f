package io.procmgr.os;

import io.procmgr.job.InputSource;
import io.procmgr.os.linux.FileRights;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** One launch, from the queue to the moment at which the job's program begins; how it is made is the engine's. */
abstract class QueuedLaunch extends Spawners.Attempt implements Launch {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private static final Path DEV_NULL = Path.of("/dev/null");

    private final LaunchRequest request;
    private final LaunchListener listener;
    private final Spawners spawners;
    private boolean decided;
    private boolean delayed;
    private boolean aborted;
    private boolean making;
    private boolean failed;

    QueuedLaunch(LaunchRequest request, LaunchListener listener, Spawners spawners) {
        this.request = request;
        this.listener = new GuardedListener(listener);
        this.spawners = spawners;
    }

    /**
     * Makes the process, and hands it on once its program has begun. Calls {@link #making} before there can be one, and
     * {@link #decide} before it tells anything.
     */
    abstract void launch() throws LaunchException, InterruptedException;

    /** Kills what has been made so far and has not become the program. */
    abstract void kill();

    /** What the launch is at. */
    abstract String where();

    /** Of the {@link #places}, those at which the launch may be held up now; empty if it is at something else. */
    abstract Set<Path> heldUpAt();

    LaunchRequest request() {
        return request;
    }

    LaunchListener listener() {
        return listener;
    }

    /** The words of a program that is not in place yet, for messages. */
    String program() {
        return request.execution().command().get(0);
    }

    void enqueue() {
        if (!spawners.add(this)) {
            refuse();
        }
    }

    @Override
    public boolean withdraw() {
        if (spawners.remove(this)) {
            return true;
        }
        boolean held;
        synchronized (this) {
            held = delayed;
        }
        if (held) {
            abort();
        }
        return false;
    }

    @Override
    void run() {
        try {
            listener.launching();
            launch();
        } catch (LaunchException e) {
            failed(e.getMessage());
        } catch (InterruptedException e) {
            failed("cannot launch: interrupted");
            Thread.currentThread().interrupt();
        } catch (FileRights.LostException e) {
            LOG.log(Level.ERROR, "the launch of job " + request.job() + " cost a spawner", e);
            spawners.writeOff(this, Set.of());
            failed("cannot launch: " + e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            // the JVM says OutOfMemoryError when it gets no thread; one lost launch must not cost the spawner
            LOG.log(Level.ERROR, "the launch of job " + request.job() + " failed", e);
            failed("cannot launch: " + e);
        }
    }

    @Override
    Set<Path> places() {
        Set<Path> places = new HashSet<>(logPlaces());
        places.add(request.directory());
        if (request.execution().input() instanceof InputSource.File file) {
            addParent(request.directory().resolve(file.path()), places);
        }
        return places;
    }

    /** The directories of its log files. */
    Set<Path> logPlaces() {
        Set<Path> places = new HashSet<>();
        addParent(request.logs().out(), places);
        addParent(request.logs().error(), places);
        return places;
    }

    private static void addParent(Path file, Set<Path> places) {
        if (file.getParent() != null && !file.equals(DEV_NULL)) {
            places.add(file.getParent());
        }
    }

    @Override
    void refuse() {
        failed("cannot launch: the supervisor is closing");
    }

    @Override
    void abort() {
        synchronized (this) {
            aborted = true;
            if (decided) {
                return;
            }
            if (making) {
                kill();
                return;
            }
        }
        // what the spawner is held up at may never end: it goes on alone, and makes nothing
        failed(ended());
    }

    @Override
    synchronized void holdUp(String time) {
        if (!decided) {
            delayed = true;
            spawners.writeOff(this, heldUpAt());
            listener.delayed("the launch has taken " + time + " so far: " + where());
        }
    }

    /** All is ready, and a process is about to be made; not for a launch that was aborted. */
    synchronized void making() throws LaunchException {
        if (aborted) {
            throw new LaunchException(ended());
        }
        making = true;
    }

    /** A process was made that can be killed from now on; false if it was, since the launch was aborted meanwhile. */
    synchronized boolean made() {
        if (aborted) {
            kill();
        }
        return !aborted;
    }

    String ended() {
        return "cannot run " + program() + ": ended before it began";
    }

    /** From here on the launch is neither delayed nor aborted. */
    synchronized void decide() {
        decided = true;
    }

    private void failed(String reason) {
        synchronized (this) {
            decided = true;
            if (failed) {
                return;
            }
            failed = true;
        }
        listener.failed(reason);
    }
}
