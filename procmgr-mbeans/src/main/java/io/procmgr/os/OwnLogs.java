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
 * Gives the default log file of a job to its user. It lies in the supervisor's own log directory, where that user may
 * make no files; files that a definition names are made by the user or not at all.
 */
final class OwnLogs {
    private static final int OTHERS_MAY_WRITE = 0022;

    private OwnLogs() {}

    static void give(LaunchRequest request, Optional<Identity> identity) throws LaunchException {
        OutputRule output = request.execution().output();
        if (identity.isEmpty() || identity.get().switches().isEmpty()) {
            return;
        }
        if (output.out() instanceof LogTarget.Default) {
            give(
                    request.logs().out(),
                    output.fileMode(),
                    identity.get().account().uid());
        }
        if (output.error() instanceof LogTarget.Default && request.logs().separate()) {
            give(
                    request.logs().error(),
                    output.fileMode(),
                    identity.get().account().uid());
        }
    }

    private static void give(Path file, int mode, long uid) throws LaunchException {
        long own = Privileges.read().uid();
        try {
            Path directory = file.getParent();
            // where somebody else may put links and names, nothing is given away
            if ((attribute(directory, "mode") & OTHERS_MAY_WRITE) != 0 || attribute(directory, "uid") != own) {
                return;
            }
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions(mode)));
                Files.setPosixFilePermissions(file, permissions(mode));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    return;
                }
            }
            if (attribute(file, "uid") == own) {
                Files.setAttribute(file, "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new LaunchException("cannot make the log file " + file + ": " + e.getMessage(), e);
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
