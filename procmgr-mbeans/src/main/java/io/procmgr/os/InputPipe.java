package io.procmgr.os;

import io.procmgr.supervise.LaunchRequest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The FIFO that is the standard input of a job. It stays from run to run, belongs to the job's user, and lies in a
 * directory that only the supervisor may enter.
 */
final class InputPipe {
    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;

    private InputPipe() {}

    /** Makes a FIFO of mode 0600. */
    interface Maker {
        void make(Path pipe) throws IOException, LaunchException;
    }

    /** Sees to it that the FIFO is there, and that nobody but the job's user has a right to it. */
    static void give(Path pipe, Optional<Identity> identity, Maker maker) throws LaunchException {
        try {
            PrivateDirectory.make(pipe.getParent());
            if (!Files.exists(pipe, LinkOption.NOFOLLOW_LINKS)) {
                maker.make(pipe);
            } else if ((attribute(pipe, "mode") & TYPE) != FIFO) {
                throw new LaunchException("cannot make the pipe " + pipe + ": something else is there");
            }
            int owner = (int) (long) identity.map(user -> user.account().uid())
                    .orElseGet(() -> Privileges.read().uid());
            Files.setPosixFilePermissions(pipe, PosixFilePermissions.fromString("rw-------"));
            if (attribute(pipe, "uid") != owner) {
                Files.setAttribute(pipe, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new LaunchException("cannot make the pipe " + pipe + ": " + e.getMessage(), e);
        }
    }

    private static int attribute(Path file, String name) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }

    /** Keeps the pipe of a request open in both directions, so that nobody who opens it waits; does nothing without one. */
    static Held hold(LaunchRequest request) throws LaunchException {
        try {
            return request.pipe().isPresent()
                    ? new Held(Optional.of(
                            FileChannel.open(request.pipe().get(), StandardOpenOption.READ, StandardOpenOption.WRITE)))
                    : new Held(Optional.empty());
        } catch (IOException e) {
            throw new LaunchException("cannot open the pipe " + request.pipe().get() + ": " + e.getMessage(), e);
        }
    }

    /** A pipe that is open. */
    record Held(Optional<FileChannel> channel) implements AutoCloseable {
        @Override
        public void close() throws LaunchException {
            try {
                if (channel.isPresent()) {
                    channel.get().close();
                }
            } catch (IOException e) {
                throw new LaunchException("cannot close the pipe: " + e.getMessage(), e);
            }
        }
    }
}
