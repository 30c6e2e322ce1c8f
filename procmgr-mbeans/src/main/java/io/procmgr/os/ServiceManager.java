package io.procmgr.os;

import io.procmgr.os.linux.Datagram;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who has started this process as a service and wants to be told how it is, by messages to a socket ({@code man 3 sd_notify}):
 * systemd, as a rule. Both engines send them by JNA; where that cannot be loaded, systemd's own program does. What cannot be
 * told is logged once and harms nothing. Safe for use by several threads.
 */
public final class ServiceManager {
    static final String SOCKET = "NOTIFY_SOCKET";
    static final String WATCHDOG_PERIOD = "WATCHDOG_USEC";
    static final String WATCHDOG_PID = "WATCHDOG_PID";

    private static final Logger LOG = System.getLogger("procmgr");
    private static final String TOOL = "systemd-notify";

    private final String socket;
    private final Optional<Duration> watchdog;
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile boolean byTool;

    private ServiceManager(String socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /** The one that this process was started by; empty if nobody wants to be told. */
    public static Optional<ServiceManager> ofThisProcess() {
        return of(System.getenv(), ProcessHandle.current().pid());
    }

    static Optional<ServiceManager> of(Map<String, String> environment, long pid) {
        String socket = environment.getOrDefault(SOCKET, "");
        return socket.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServiceManager(socket, watchdog(environment, Long.toString(pid))));
    }

    /** Another process may be meant: one that has started us, and has left us its variables. */
    private static Optional<Duration> watchdog(Map<String, String> environment, String pid) {
        String micros = environment.getOrDefault(WATCHDOG_PERIOD, "");
        if (micros.isEmpty() || !environment.getOrDefault(WATCHDOG_PID, pid).equals(pid)) {
            return Optional.empty();
        }
        try {
            Duration period = Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros)));
            return period.isZero() || period.isNegative() ? Optional.empty() : Optional.of(period);
        } catch (NumberFormatException e) {
            LOG.log(
                    Level.WARNING,
                    "procmgr cannot understand " + WATCHDOG_PERIOD + ": it is no number (" + micros + ")");
            return Optional.empty();
        }
    }

    /** After so long without a sign of life this process is taken for stuck, and restarted; empty if that is not so. */
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    /**
     * Tells it something, and waits for as long as the receiver has too much to read.
     *
     * @param assignments such as {@code READY=1}, each without a newline
     */
    public void tell(String... assignments) {
        send(true, assignments);
    }

    /** The same without waiting, so that it may be lost; says whether it was sent. */
    public boolean hint(String... assignments) {
        return send(false, assignments);
    }

    private boolean send(boolean waits, String... assignments) {
        if (!byTool) {
            try {
                Datagram.send(socket, String.join("\n", assignments), waits);
                return true;
            } catch (IOException e) {
                complain(e.getMessage());
                return false;
            } catch (LinkageError e) {
                LOG.log(Level.DEBUG, "procmgr tells its service manager by " + TOOL + ": " + e);
                byTool = true;
            }
        }
        if (waits) {
            runTool(assignments);
        } else {
            EngineThreads.start("notify", () -> runTool(assignments));
        }
        return true;
    }

    private void runTool(String... assignments) {
        List<String> words = new ArrayList<>(
                List.of("--no-block", "--pid=" + ProcessHandle.current().pid()));
        words.addAll(List.of(assignments));
        try {
            if (Tools.ofSystem().ask(TOOL, words.toArray(String[]::new)).isEmpty()) {
                complain("JNA cannot be loaded, and " + TOOL + " is not there or has failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void complain(String why) {
        if (complained.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "procmgr cannot tell its service manager how it is: " + why + " (" + SOCKET + "=" + socket + ")");
        }
    }
}
