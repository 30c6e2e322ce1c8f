package io.procmgr.os;

import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.JnaLibrary;
import io.procmgr.os.linux.Linux;
import io.procmgr.os.linux.MissingCallException;
import io.procmgr.supervise.FileWatcher;
import io.procmgr.supervise.Launcher;
import io.procmgr.supervise.LogStorage;
import io.procmgr.supervise.ProcessFinder;
import io.procmgr.supervise.Scheduler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The ports of the core, by the best means that this system has: the native engine on Linux with a C library and a kernel
 * that are new enough, else the one that needs nothing but the JDK. The system property {@code procmgr.engine} asks for
 * {@code native} or {@code java}. Safe for use by several threads.
 */
public abstract class Engine implements AutoCloseable {
    /** Name of the system property. */
    public static final String PROPERTY = "procmgr.engine";

    private static final System.Logger LOG = System.getLogger("procmgr");

    Engine() {}

    /**
     * Begins to take the status of processes whose parents have ended, as process 1 of a container has to; ends with the
     * engine. If that cannot be done, there is a warning.
     */
    public final void reapOrphans() {
        try {
            beginReaping();
        } catch (UnsupportedOperationException e) {
            LOG.log(
                    Level.WARNING,
                    "procmgr is process 1, and zombies will stay: " + e.getMessage()
                            + "; have an init as process 1 (docker run --init)");
        }
    }

    /** @throws UnsupportedOperationException if this engine or this system cannot */
    abstract void beginReaping();

    /** Which engine. */
    enum Kind {
        NATIVE,
        JAVA
    }

    /**
     * Begins to open the engine on a thread of its own: to load the native one takes longer than to read a few files. It
     * is also a thread that ends, as every thread must that calls it.
     *
     * @param unpack directory into which JNA unpacks its library, if it is still to be loaded; empty: where JNA itself likes
     */
    public static Opening begin(Optional<Path> unpack) {
        FutureTask<Engine> task = new FutureTask<>(() -> choose(unpack));
        EngineThreads.start("engine", task);
        return new Opening(task);
    }

    /**
     * Opens it and waits for it.
     *
     * @throws IOException if the engine that was asked for cannot be had; the message says why
     */
    public static Engine open() throws IOException {
        return begin(Optional.empty()).await();
    }

    /** An engine that is being opened; closing this closes the engine. */
    public static final class Opening implements AutoCloseable {
        private final FutureTask<Engine> task;

        private Opening(FutureTask<Engine> task) {
            this.task = task;
        }

        /**
         * Waits for it.
         *
         * @throws IOException if the engine that was asked for cannot be had; the message says why
         */
        public Engine await() throws IOException {
            try {
                return task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while starting");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw new IllegalStateException("cannot open the engine", e.getCause());
            }
        }

        @Override
        public void close() {
            try {
                await().close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "there is no engine to close: " + e.getMessage());
            }
        }
    }

    private static Engine choose(Optional<Path> unpack) throws IOException {
        Optional<Kind> wanted = wanted();
        if (wanted.filter(kind -> kind == Kind.JAVA).isPresent()) {
            return new JavaEngine();
        }
        JnaLibrary.begin();
        try {
            Linux.probe((int) ProcessHandle.current().pid(), unpack);
            return new NativeEngine();
        } catch (MissingCallException | ErrnoException e) {
            if (wanted.isPresent()) {
                throw new IOException("cannot use the native engine: " + e.getMessage(), e);
            }
            LOG.log(
                    Level.WARNING,
                    "procmgr uses ProcessBuilder in place of the native engine, which costs time at each start: "
                            + e.getMessage());
            return new JavaEngine();
        } finally {
            // the engine has begun for itself
            JnaLibrary.end();
        }
    }

    private static Optional<Kind> wanted() throws IOException {
        String text = System.getProperty(PROPERTY, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(kind);
            }
        }
        throw new IOException("cannot choose the engine: there is no such one (" + PROPERTY + "=" + text
                + ", allowed: native, java)");
    }

    /** The event loop. */
    public abstract Scheduler scheduler();

    /** What makes processes. */
    public abstract Launcher launcher();

    /** What finds the processes of an earlier life of the supervisor. */
    public final ProcessFinder finder() {
        return new RunMarks(new ProcScan());
    }

    /**
     * A watcher of files; to be closed before the engine.
     *
     * @param changed called when a file may have changed, from a thread of the watcher
     * @throws IOException if the system allows no more of them
     */
    public abstract FileWatcher watcher(Runnable changed) throws IOException;

    /** What log files need. */
    public abstract LogStorage logStorage();

    /**
     * What this engine can do on this system, by what means, and what it cannot. May ask the system's programs: some
     * milliseconds.
     *
     * @throws InterruptedException if interrupted while it asks
     */
    public abstract Map<String, String> capabilities() throws InterruptedException;

    /** Ends the engine's threads; processes live on, and nothing more is heard of them. Idempotent. */
    @Override
    public abstract void close();
}
