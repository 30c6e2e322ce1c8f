package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.supervise.LogStorage.Access;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Whose rights a job's log file is to be dealt with. */
final class JobRights {
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
        if (user.isEmpty() || !named && ownDirectory(file)) {
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
