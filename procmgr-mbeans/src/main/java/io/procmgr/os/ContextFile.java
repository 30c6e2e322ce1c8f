package io.procmgr.os;

import io.procmgr.supervise.LaunchRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file by which a job gets its context, in a directory that only the supervisor's own user may enter. */
final class ContextFile {
    private ContextFile() {}

    /** Writes it anew, in place of that of the last run; does nothing for a job without a context. */
    static void write(LaunchRequest request, Optional<Identity> identity) throws LaunchException {
        if (request.context().isEmpty()) {
            return;
        }
        Path file = request.context().get();
        if (identity.isPresent() && !identity.get().switches().isEmpty()) {
            throw new LaunchException("cannot hand over the context: user "
                    + request.execution().user().get() + " may not enter " + file.getParent());
        }
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
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LaunchException("cannot write the context to " + file + ": " + e.getMessage(), e);
        }
    }
}
