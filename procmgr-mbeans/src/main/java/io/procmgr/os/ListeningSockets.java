package io.procmgr.os;

import io.procmgr.job.JobName;
import io.procmgr.job.ListenAddress;
import io.procmgr.job.SocketRule;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.FileRights;
import io.procmgr.os.linux.Sockets;
import io.procmgr.supervise.LaunchRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sockets on which jobs listen. Each stays open from the job's first launch until the job rests, so that between two
 * runs connections wait instead of being refused. Safe for use by several threads, but for two launches of one job; no
 * lock is held while a file system is asked.
 */
final class ListeningSockets {
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private final Map<JobName, Open> open = new HashMap<>();

    private record Open(SocketRule rule, Path directory, Optional<String> user, int descriptor) {
        boolean isFor(LaunchRequest request) {
            return rule.address()
                            .equals(request.execution().socket().orElseThrow().address())
                    && rule.accept()
                            == request.execution().socket().orElseThrow().accept()
                    && directory.equals(request.directory())
                    && user.equals(request.execution().user());
        }
    }

    /** The socket of this job, opened unless it is open. */
    int open(LaunchRequest request, Optional<Identity> identity) throws LaunchException {
        Optional<Integer> before = find(request);
        if (before.isPresent()) {
            return before.get();
        }
        release(request.job());
        SocketRule rule = request.execution().socket().orElseThrow();
        try {
            int descriptor = listen(rule, request.directory(), identity);
            keep(request, descriptor);
            return descriptor;
        } catch (IOException e) {
            throw new LaunchException("cannot listen on " + rule.address() + ": " + e.getMessage(), e);
        }
    }

    private synchronized Optional<Integer> find(LaunchRequest request) {
        return Optional.ofNullable(open.get(request.job()))
                .filter(before -> before.isFor(request))
                .map(Open::descriptor);
    }

    private synchronized void keep(LaunchRequest request, int descriptor) {
        SocketRule rule = request.execution().socket().orElseThrow();
        open.put(
                request.job(),
                new Open(rule, request.directory(), request.execution().user(), descriptor));
    }

    /** A file is made with the rights of the job's user; a port is opened with those of the supervisor. */
    private static int listen(SocketRule rule, Path directory, Optional<Identity> identity) throws IOException {
        boolean waits = !rule.accept();
        if (rule.address() instanceof ListenAddress.Tcp tcp) {
            return Sockets.listen(InetAddress.getByName(tcp.host()), tcp.port(), waits);
        }
        Path path = directory.resolve(((ListenAddress.Local) rule.address()).path());
        return identity.isEmpty() ? listen(path, waits) : listenAs(identity.get(), path, waits);
    }

    private static int listenAs(Identity user, Path path, boolean waits) throws IOException {
        String name = user.account().name();
        int[] groups = name.isEmpty() ? new int[0] : FileRights.groups(name, (int) user.gid());
        return FileRights.<Integer, IOException>as(
                (int) user.account().uid(), (int) user.gid(), groups, () -> listen(path, waits));
    }

    private static int listen(Path path, boolean waits) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & TYPE) != SOCKET) {
                throw new IOException("something else is there");
            }
            if (Sockets.isAnswered(path)) {
                throw new IOException("another process listens there");
            }
            Files.delete(path);
        }
        int descriptor = Sockets.listen(path, waits);
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
            return descriptor;
        } catch (IOException e) {
            Descriptors.close(descriptor);
            throw e;
        }
    }

    /** Closes the socket of a job, if it has one. A file stays, and is replaced when it is needed again. */
    synchronized void release(JobName job) {
        Open before = open.remove(job);
        if (before != null) {
            Descriptors.close(before.descriptor());
        }
    }

    synchronized void releaseAll() {
        for (Open one : open.values()) {
            Descriptors.close(one.descriptor());
        }
        open.clear();
    }
}
