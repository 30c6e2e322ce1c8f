package io.procmgr.os;

import io.procmgr.supervise.ProcessIdentity;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges whether the process that a pid file names is the job's own: a wrong answer would send a signal to a stranger, so
 * what is not proven is not. Pure.
 *
 * @param mark the run mark of the job up to the number of the run
 * @param own the supervisor's uid
 * @param user uid that the job gets; empty: it begins with the supervisor's and may take another
 * @param command the start command, once it was launched
 */
record Proof(String mark, long own, OptionalLong user, Optional<ProcessIdentity> command) {
    /** A file system may round times to seconds. */
    private static final long FILE_TIME_SLACK_MILLIS = 1_000;

    private static final long ROOT = 0;

    /**
     * Empty if it is proven, else why not. The run mark proves it. Programs that clear or overwrite their environment
     * have none: of those, one that the start command can have made is proven, and one that was put into the background
     * and began before somebody trusted wrote its number.
     */
    Optional<String> against(Claim claim) {
        String who = "it names pid " + claim.file().pid();
        if (claim.above()) {
            return Optional.of(who + ", which is the supervisor or one of its ancestors");
        }
        if (claim.process().isEmpty()) {
            return Optional.of(who + ", which does not live");
        }
        if (user.isPresent() && claim.user().isPresent() && claim.user().getAsLong() != user.getAsLong()) {
            return Optional.of(who + ", which belongs to another user (uid="
                    + claim.user().getAsLong() + ", allowed: " + user.getAsLong() + ")");
        }
        if (claim.mark().isPresent()) {
            return claim.mark().get().startsWith(mark)
                    ? Optional.empty()
                    : Optional.of(who + ", which belongs to another job (PROCMGR_RUN="
                            + claim.mark().get() + ")");
        }
        return command.isPresent() ? againstMadeBy(command.get(), claim, who) : againstFoundBefore(claim, who);
    }

    /**
     * Whether what the file says can be had against nobody: who can put a file into that place is the supervisor's user or
     * root, and the file is that user's or of the user of the process; or it is the user of the process. Any other could
     * lead us to any process.
     */
    private boolean isTrusted(Claim claim) {
        long keeper = claim.file().keeper();
        long owner = claim.file().owner();
        OptionalLong process = claim.user();
        boolean ofProcess = process.isPresent() && process.getAsLong() == owner;
        return (keeper == own || keeper == ROOT) && (owner == own || ofProcess)
                || process.isPresent() && process.getAsLong() == keeper;
    }

    private static String notTrusted(Claim claim, String who) {
        return who + ", and may have been written or put there by somebody else (file's owner: uid "
                + claim.file().owner() + ", directory "
                + (claim.file().keeper() < 0
                        ? "open to several users"
                        : "of uid " + claim.file().keeper())
                + ")";
    }

    private Optional<String> againstMadeBy(ProcessIdentity command, Claim claim, String who) {
        ProcEntry process = claim.process().orElseThrow();
        if (process.startTicks() < command.startTicks()) {
            return Optional.of(who + ", which began before the start command");
        }
        if (process.session() == command.pid()) {
            return Optional.empty();
        }
        if (!claim.detached()) {
            return Optional.of(who + ", which the start command has not put into the background");
        }
        return isTrusted(claim) ? Optional.empty() : Optional.of(notTrusted(claim, who));
    }

    private Optional<String> againstFoundBefore(Claim claim, String who) {
        if (!isTrusted(claim)) {
            return Optional.of(notTrusted(claim, who));
        }
        if (claim.begunMillis() > claim.file().writtenMillis() + FILE_TIME_SLACK_MILLIS) {
            return Optional.of(who + ", which began after the file was written");
        }
        return claim.detached()
                ? Optional.empty()
                : Optional.of(who + ", which runs in the foreground of somebody else's session");
    }
}
