package io.procmgr.os;

import io.procmgr.job.LogTarget;
import io.procmgr.job.OutputRule;
import io.procmgr.supervise.LaunchRequest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the default log file of a job and gives it to the job's user. It lies in the supervisor's own log directory, which
 * that user may not even enter, so the supervisor opens it; files that a definition names are opened by the user or not
 * at all.
 */
final class OwnLogs {
    private static final long ROOT = 0;
    private static final int OTHERS_MAY_WRITE = 0022;

    private OwnLogs() {}

    /** The file that the supervisor is to open for the child; empty if the child opens all of its files. */
    static Optional<Path> give(LaunchRequest request, Optional<Identity> identity) throws LaunchException {
        OutputRule output = request.execution().output();
        if (identity.isEmpty() || identity.get().switches().isEmpty()) {
            return Optional.empty();
        }
        long uid = identity.get().account().uid();
        if (output.out() instanceof LogTarget.Default) {
            return give(request.logs().out(), output.fileMode(), uid);
        }
        return output.error() instanceof LogTarget.Default
                ? give(request.logs().error(), output.fileMode(), uid)
                : Optional.empty();
    }

    private static Optional<Path> give(Path file, int mode, long uid) throws LaunchException {
        long own = Privileges.read().uid();
        try {
            Path directory = file.getParent();
            // where somebody else may put links and names, nothing is given away
            if ((attribute(directory, "mode") & OTHERS_MAY_WRITE) != 0 || attribute(directory, "uid") != own) {
                return Optional.empty();
            }
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions(mode)));
                Files.setPosixFilePermissions(file, permissions(mode));
            } catch (FileAlreadyExistsException e) {
                // nor is a FIFO opened, on which the supervisor would wait
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    return Optional.empty();
                }
            }
            if (attribute(file, "uid") == own) {
                Files.setAttribute(file, "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
            }
            return Optional.of(file);
        } catch (IOException e) {
            Preflight.log(file, false);
            throw new LaunchException("cannot make the log file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whether nobody but this user and root can have put a name into the directory. */
    static boolean isClosedToOthers(Path directory, long uid) {
        try {
            long owner = attribute(directory, "uid");
            return (attribute(directory, "mode") & OTHERS_MAY_WRITE) == 0 && (owner == uid || owner == ROOT);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it is there, and that user's. */
    static boolean belongsTo(Path file, long uid) {
        try {
            return attribute(file, "uid") == uid;
        } catch (IOException e) {
            return false;
        }
    }

    private static long attribute(Path file, String name) throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] highestFirst = PosixFilePermission.values();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < highestFirst.length; bit++) {
            if ((mode >> bit & 1) == 1) {
                permissions.add(highestFirst[highestFirst.length - 1 - bit]);
            }
        }
        return permissions;
    }
}
