package io.procmgr.os;

import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.OpenFiles;
import io.procmgr.os.linux.Processes;
import java.util.OptionalLong;

/**
 * How many files we may have open, and how many a child. Each process takes a descriptor of ours, so our own soft limit
 * is raised when half of it is used; a child gets what the supervisor was started with all the same. Safe for use by
 * several threads.
 */
final class OpenFilesRule {
    private final OptionalLong ofHost = OpenFilesLimit.ofHost();
    private volatile long own;

    OpenFilesRule() throws ErrnoException {
        own = OpenFiles.soft();
    }

    /** The limit that a child must be given; empty if it is the one that it inherits. */
    OptionalLong forChildren() {
        return ofHost.isPresent() && ofHost.getAsLong() != own ? ofHost : OptionalLong.empty();
    }

    /** A descriptor of that process. */
    int open(int pid) throws ErrnoException {
        int pidfd = Processes.open(pid);
        if (pidfd > own / 2) {
            OpenFiles.raise();
            own = OpenFiles.soft();
        }
        return pidfd;
    }
}
