package io.procmgr.report;

import io.procmgr.job.Problem;
import io.procmgr.job.UdpLine;
import io.procmgr.supervise.Supervisor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reports and control by UDP, as far as a configuration has {@code report to} and {@code listen on}; without them there is no
 * socket and no thread. New sockets are opened before old ones are closed, and lines that stay keep theirs. Safe for use by
 * several threads.
 */
public final class Datagrams implements AutoCloseable {
    private final Optional<Path> secretFile;
    private final Supplier<String> host;
    private List<UdpSocket> active = List.of();
    private List<UdpSocket> pending = List.of();
    private Optional<Secret> secret = Optional.empty();
    private Optional<UdpThread> thread = Optional.empty();

    /**
     * Opens nothing yet.
     *
     * @param secretFile holds the secret that seals the datagrams; empty: they stay on this host
     * @param host tells the name of this host, when the first socket is opened
     */
    public Datagrams(Optional<Path> secretFile, Supplier<String> host) {
        this.secretFile = secretFile;
        this.host = host;
    }

    /**
     * Opens what these lines need and is not open yet. Nothing is served by it before {@link #serve}.
     *
     * @return what is wrong; if there is anything, all is as it was before
     */
    public synchronized List<Problem> prepare(List<UdpLine> lines) {
        closeAll(pending, active);
        pending = List.of();
        if (lines.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        if (secret.isEmpty() && secretFile.isPresent()) {
            readSecret(secretFile.get(), lines.get(0), problems);
        }
        List<UdpSocket> opened = new ArrayList<>();
        for (UdpLine line : lines) {
            try {
                Optional<UdpSocket> open = find(line, active).or(() -> find(line, opened));
                opened.add(open.isPresent() ? open.get() : UdpSocket.open(line, secret.isPresent()));
            } catch (IOException e) {
                problems.add(Problem.error(
                        line.origin(),
                        "",
                        line.option(),
                        e.getMessage() + " (value=" + Problem.shown(line.spec()) + ")"));
            }
        }
        if (problems.isEmpty()) {
            pending = opened;
        } else {
            closeAll(opened, active);
        }
        return problems;
    }

    private void readSecret(Path file, UdpLine line, List<Problem> problems) {
        try {
            secret = Optional.of(Secret.read(file, System.currentTimeMillis()));
        } catch (IOException e) {
            problems.add(Problem.error(
                    line.origin(),
                    "",
                    line.option(),
                    "cannot read the shared secret in " + file + ": " + e.getMessage()));
        }
    }

    /** Two lines that say the same share a socket. */
    private static Optional<UdpSocket> find(UdpLine line, List<UdpSocket> sockets) {
        for (UdpSocket socket : sockets) {
            if (socket.line().saysTheSame(line)) {
                return Optional.of(socket);
            }
        }
        return Optional.empty();
    }

    /** Serves what was prepared, for this supervisor, and closes what is no longer needed. */
    public synchronized void serve(Supervisor supervisor) {
        if (pending.equals(active)) {
            return;
        }
        List<UdpSocket> before = active;
        active = pending;
        endThread();
        closeAll(before, active);
        if (!active.isEmpty()) {
            try {
                thread =
                        Optional.of(new UdpThread(active.stream().distinct().toList(), secret, host.get(), supervisor));
            } catch (IOException e) {
                System.getLogger("procmgr").log(Level.ERROR, "procmgr cannot serve UDP: " + e.getMessage());
            }
        }
    }

    private void endThread() {
        if (thread.isPresent()) {
            thread.get().close();
            thread = Optional.empty();
        }
    }

    private static void closeAll(List<UdpSocket> sockets, List<UdpSocket> butThese) {
        for (UdpSocket socket : sockets) {
            if (!butThese.contains(socket)) {
                try {
                    socket.close();
                } catch (IOException e) {
                    System.getLogger("procmgr").log(Level.WARNING, "procmgr cannot close a socket: " + e);
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        endThread();
        closeAll(pending, List.of());
        closeAll(active, List.of());
        pending = List.of();
        active = List.of();
    }
}
