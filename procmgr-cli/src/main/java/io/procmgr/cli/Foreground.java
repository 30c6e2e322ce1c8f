package io.procmgr.cli;

import io.procmgr.InvalidConfigurationException;
import io.procmgr.ProcMgr;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import io.procmgr.StateDirectoryHeldException;
import io.procmgr.cdi.ScannedApplication;
import io.procmgr.http.DoorSettings;
import io.procmgr.http.Endpoint;
import io.procmgr.http.EndpointFile;
import io.procmgr.http.Logins;
import io.procmgr.rmi.RmiDoor;
import io.procmgr.rmi.RmiSettings;
import io.procmgr.supervise.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a supervisor until a signal ends the JVM: opens pid file, supervisor and HTTP door in this order, and closes them
 * in the opposite one. A shutdown hook closes, so a signal is honoured at whatever moment it comes.
 */
final class Foreground {
    private static final Logger LOG = System.getLogger("procmgr");
    private static final long START_SECONDS = 30;

    private final Settings settings;
    private final List<Path> scanned;
    private final HttpOptions http;
    private final Optional<RmiSettings> jmx;
    private final Optional<Path> pidFile;
    private final boolean ifNotRunning;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<Optional<ProcMgr>> opened = new CompletableFuture<>();

    private final ServiceState service;
    private final AtomicBoolean hungUp = new AtomicBoolean();

    Foreground(
            Settings settings,
            List<Path> scanned,
            HttpOptions http,
            Optional<RmiSettings> jmx,
            Optional<Path> pidFile,
            boolean ifNotRunning,
            ServiceState service,
            PrintWriter out,
            PrintWriter err) {
        this.settings = settings;
        this.scanned = scanned;
        this.http = http;
        this.jmx = jmx;
        this.pidFile = pidFile;
        this.ifNotRunning = ifNotRunning;
        this.service = service;
        this.out = out;
        this.err = err;
    }

    /**
     * Returns the exit status if the start failed, or when the calling thread is interrupted. A signal ends the JVM
     * before this returns.
     */
    int run() {
        boolean profilesAlone = settings.config().isEmpty() && scanned.isEmpty();
        Hangup.handle(profilesAlone ? this::hangUp : this::reload);
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "procmgr-shutdown"));
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "procmgr is asked to end before it began");
            return ExitStatus.DONE;
        }
        try {
            opened.complete(Optional.of(open()));
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody opens this latch");
        } catch (StateDirectoryHeldException | PidFile.HeldException e) {
            return ifNotRunning ? ExitStatus.DONE : failed(ExitStatus.HELD, "procmgr: " + e.getMessage());
        } catch (InvalidConfigurationException e) {
            return failed(ExitStatus.FAILED, e.getMessage());
        } catch (IOException e) {
            return failed(ExitStatus.FAILED, "procmgr: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.DONE;
        } finally {
            close();
            opened.complete(Optional.empty());
        }
    }

    private int failed(int status, String message) {
        err.println(message);
        Readiness.failed(message);
        return status;
    }

    private ProcMgr open() throws IOException {
        DoorSettings door = http.settings();
        if (http.isOn()) {
            door.requireUsable();
        }
        if (jmx.isPresent()) {
            jmx.get().withTls(door.tls()).requireUsable();
        }
        if (pidFile.isPresent()) {
            own(PidFile.write(pidFile.get()));
        }
        StateDirectory state = own(StateDirectory.open(settings.stateDirectory()));
        EndpointFile.removeLeft(state.path());
        Optional<Logins> logins =
                http.isOn() || jmx.isPresent() ? Optional.of(door.logins(state.path())) : Optional.empty();
        ProcMgr procMgr = scanned.isEmpty() ? own(ProcMgr.start(settings, state)) : scan(state);
        String hello = "procmgr " + ProcMgr.version() + " runs: pid "
                + ProcessHandle.current().pid();
        if (http.isOn()) {
            Endpoint endpoint = own(Endpoint.open(
                    procMgr.settings(), Endpoint.door(procMgr, logins.get()).settings(door)));
            hello += ", " + endpoint.url() + "\n" + endpoint.curlLine();
        }
        if (jmx.isPresent()) {
            hello += "\n"
                    + own(RmiDoor.open(jmx.get().withTls(door.tls()), logins.get(), procMgr.callers()))
                            .url();
        }
        out.println(hello);
        out.flush();
        Readiness.up(hello);
        service.up(procMgr.supervisor());
        return procMgr;
    }

    private ProcMgr scan(StateDirectory state) throws IOException {
        return own(ScannedApplication.open(scanned, settings, state)).procMgr();
    }

    private synchronized <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    /** SIGHUP. What comes of it is told by the supervisor itself. */
    private void reload() {
        try {
            Optional<ProcMgr> procMgr = awaitOpened();
            if (procMgr.isPresent()) {
                LOG.log(Level.INFO, "procmgr HUP: reading the configuration anew");
                reload(procMgr.get());
            }
        } catch (RefusedException e) {
            LOG.log(Level.DEBUG, "procmgr HUP: " + e.getMessage());
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "procmgr HUP: ignored, the start takes too long");
        }
    }

    private void reload(ProcMgr procMgr) {
        service.reloading();
        try {
            procMgr.configuration().reload();
        } finally {
            service.reloaded();
        }
    }

    /** SIGHUP where there are only profiles, as ProcLaunch takes it: stops all; the second one leaves at once. */
    private void hangUp() {
        if (!hungUp.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "procmgr HUP again: ending at once");
            Runtime.getRuntime().halt(ExitStatus.HUNG_UP);
        }
        try {
            Optional<ProcMgr> procMgr = awaitOpened();
            if (procMgr.isPresent()) {
                LOG.log(Level.INFO, "procmgr HUP: stopping all profiles");
                service.stopping(procMgr.get());
                procMgr.get().shutDownAll();
                close();
                LOG.log(Level.INFO, "procmgr has stopped all profiles");
                Runtime.getRuntime().halt(ExitStatus.HUNG_UP);
            }
        } catch (TimeoutException e) {
            LOG.log(Level.ERROR, "procmgr HUP: ending at once, the start takes too long");
            Runtime.getRuntime().halt(ExitStatus.HUNG_UP);
        }
    }

    /**
     * The shutdown hook. A start under way is awaited, since only what is complete can be closed. If all went well the exit
     * status is 0: left alone, the JVM would make it 128 plus the signal's number.
     */
    private void end() {
        try {
            Optional<ProcMgr> procMgr = awaitOpened();
            if (procMgr.isPresent()) {
                LOG.log(Level.INFO, "procmgr is asked to end");
                // the jobs end while the door closes
                service.stopping(procMgr.get());
                procMgr.get().shutDown();
                close();
                LOG.log(Level.INFO, "procmgr has ended");
                Runtime.getRuntime().halt(ExitStatus.DONE);
            }
        } catch (TimeoutException e) {
            LOG.log(Level.ERROR, "procmgr cannot end orderly: its start takes longer than " + START_SECONDS + " s");
        }
    }

    private Optional<ProcMgr> awaitOpened() throws TimeoutException {
        try {
            return opened.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a start is not completed by an exception", e);
        }
    }

    private synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "procmgr cannot close " + part.getClass().getSimpleName(), e);
            }
        }
    }
}
