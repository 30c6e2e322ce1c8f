package io.procmgr.os;

import io.procmgr.os.linux.Errno;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.util.Optional;

/** Which processes are taken charge of. */
final class Adoption {
    private Adoption() {}

    /** Never the first process of the system, nor ourselves. */
    static boolean isPossible(ProcessIdentity identity) {
        return identity.pid() > 1
                && identity.pid() <= Integer.MAX_VALUE
                && identity.startTicks() >= 0
                && identity.pid() != ProcessHandle.current().pid();
    }

    /**
     * Nobody has that pid, unless the system is short of something: then it may live.
     *
     * @throws IllegalStateException if it may live
     */
    static Optional<RunningProcess> refused(ProcessIdentity identity, ErrnoException reason) {
        if (reason.is(Errno.ESRCH) || reason.is(Errno.EINVAL) || reason.is(Errno.ENOENT)) {
            return Optional.empty();
        }
        throw new IllegalStateException("cannot adopt pid " + identity.pid() + ": " + reason.getMessage(), reason);
    }
}
