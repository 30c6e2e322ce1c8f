package io.procmgr.os;

import io.procmgr.job.EnvironmentVariable;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.ProcessIdentity;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks for the daemon of one launch. May wait for a file system: on a spawner, one look at a time. */
final class DaemonSearch {
    private final DaemonLauncher.Parts parts;
    private final LaunchRequest request;
    private final Path file;
    private final String mark;
    private Optional<OptionalLong> user = Optional.empty();

    DaemonSearch(DaemonLauncher.Parts parts, LaunchRequest request) {
        this.parts = parts;
        this.request = request;
        this.file = request.directory()
                .resolve(request.execution().pidFile().orElseThrow().file());
        this.mark = request.marks().stream()
                .filter(variable -> variable.name().equals(RunMarks.MARK))
                .map(EnvironmentVariable::value)
                .findFirst()
                .orElseThrow();
    }

    /** The pid file. */
    Path file() {
        return file;
    }

    /** The run mark of this launch. */
    String mark() {
        return mark;
    }

    /**
     * Looks at the file and at whom it names.
     *
     * @param command the start command, once it was launched
     */
    PidFileLook look(Optional<ProcessIdentity> command) {
        try {
            String anyRun = mark.substring(0, mark.lastIndexOf('/') + 1);
            Proof proof = new Proof(anyRun, Privileges.read().uid(), user(), command);
            Claim claim = parts.claims().of(PidFile.read(file));
            Optional<String> doubt = proof.against(claim);
            return doubt.isPresent()
                    ? PidFileLook.nothing(doubt.get())
                    : PidFileLook.found(claim.process().orElseThrow().identity());
        } catch (PidFile.UnreadableException e) {
            return PidFileLook.nothing("it " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PidFileLook.nothing("the supervisor is closing");
        }
    }

    private OptionalLong user() throws InterruptedException {
        if (user.isEmpty()) {
            Optional<String> name = request.execution().user();
            Optional<Account> account = name.isPresent() ? parts.accounts().user(name.get()) : Optional.empty();
            if (account.isPresent()) {
                user = Optional.of(OptionalLong.of(account.get().uid()));
            } else {
                user = Optional.of(name.isPresent() ? Accounts.id(name.get()) : OptionalLong.empty());
            }
        }
        return user.get();
    }
}
