package io.procmgr.os;

import io.procmgr.supervise.LaunchRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The file by which a job gets its context. It belongs to the job's user, and lies in a directory that only the supervisor
 * may enter: a job of another user gets it open, as a descriptor.
 */
final class ContextFile {
    private ContextFile() {}

    /**
     * Writes it anew, in place of that of the last run; does nothing for a job without a context.
     *
     * @param identity whose it will be, if not the supervisor's
     */
    static void write(LaunchRequest request, Optional<Identity> identity) throws LaunchException {
        if (request.context().isEmpty()) {
            return;
        }
        Path file = request.context().get();
        // several connections of a job may be on their way to processes of their own
        Path written = file.resolveSibling(
                file.getFileName() + "." + Thread.currentThread().getId() + "~");
        try {
            PrivateDirectory.make(file.getParent());
            Files.deleteIfExists(written);
            Files.createFile(
                    written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    written,
                    request.execution().context().orElse("").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.WRITE);
            if (identity.isPresent()) {
                Files.setAttribute(
                        written, "unix:uid", (int) identity.get().account().uid(), LinkOption.NOFOLLOW_LINKS);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LaunchException("cannot write the context to " + file + ": " + e.getMessage(), e);
        }
    }
}
