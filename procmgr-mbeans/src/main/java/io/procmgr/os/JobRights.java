package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.supervise.LogStorage.Access;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Whose rights a job's log file is to be dealt with. */
final class JobRights {
    private static final long ROOT = 0;

    private final Tools tools;
    private final Accounts accounts;

    JobRights(Tools tools) {
        this.tools = tools;
        this.accounts = new Accounts(tools);
    }

    /** How an engine takes the rights of another user. */
    interface Switch {
        <T> T as(Identity user, Access<T> access) throws IOException;
    }

    <T> T as(Execution job, boolean named, Path file, Access<T> access, Switch other) throws IOException {
        Optional<Identity> user = job.user().isEmpty() ? Optional.empty() : otherUser(job);
        if (user.isEmpty()
                || (named ? nobodyElseNames(file, user.get().account().uid()) : ownDirectory(file))) {
            return access.run();
        }
        return other.as(user.get(), access);
    }

    /** As for a launch: there the supervisor opens the file itself, since nobody else can have put a name there. */
    private static boolean ownDirectory(Path file) {
        Path directory = file.getParent();
        return directory != null
                && OwnLogs.isClosedToOthers(directory, Privileges.read().uid());
    }

    /**
     * Whether the file belongs to the user, and lies where only root can put names and links, all the way up: the user may
     * not make an archive there, and the supervisor can without being misled.
     */
    private static boolean nobodyElseNames(Path file, long uid) {
        if (!OwnLogs.belongsTo(file, uid)) {
            return false;
        }
        for (Path at = file.getParent(); at != null; at = at.getParent()) {
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS) || !OwnLogs.isClosedToOthers(at, ROOT)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Identity> otherUser(Execution job) throws IOException {
        try {
            return Identity.of(job, accounts, tools)
                    .filter(identity -> !identity.switches().isEmpty());
        } catch (LaunchException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
