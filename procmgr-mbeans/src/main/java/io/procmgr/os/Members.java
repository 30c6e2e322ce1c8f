package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.os.linux.Descriptors;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.Processes;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The other processes of one session, or those of them that belong to the main process. The kernel is asked whether the session's number is still in use, which costs
 * nothing; only if it is does a look at {@code /proc}, on the scanner, find out by whom. Confined to the event loop.
 */
final class Members {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private static final Duration MOMENT = Duration.ofMillis(20);

    private Kin kin;
    private final NativeLauncher.Parts parts;
    /** Like {@link #watched} empty for almost every process, all its life: a list is made when it is needed. */
    private List<Signal> unsent = List.of();

    private Set<Integer> watched = Set.of();
    private Runnable whenGone = () -> {};
    private boolean leaderReaped;
    private boolean gone;
    private boolean released;

    Members(Kin kin, NativeLauncher.Parts parts) {
        this.kin = kin;
        this.parts = parts;
    }

    boolean isSession() {
        return kin.isSession();
    }

    /** It has become known who they are. */
    void are(Kin known) {
        kin = known;
    }

    /** Whether the leader is reaped and nobody is left. */
    boolean areGone() {
        return gone;
    }

    boolean isLeaderReaped() {
        return leaderReaped;
    }

    /** Hears no more of them. */
    void release() {
        released = true;
        watched.forEach(this::forget);
        watched = Set.of();
    }

    /** The leader has just been reaped: tells whether members live. At once in the usual case, that there are none. */
    void whenKnown(Consumer<Boolean> answer) {
        leaderReaped = true;
        if (!arePossible()) {
            gone = true;
            unsent = List.of();
            answer.accept(false);
            return;
        }
        sendUnsent();
        parts.scanner().find(kin, left -> {
            gone = left.isEmpty();
            answer.accept(!gone);
            watch(left);
        });
    }

    /** Members live: tells when the last has ended. */
    void whenGone(Runnable action) {
        whenGone = action;
    }

    /**
     * Signals them, but for those in the group of a session's leader. Most sessions have no others, and most end when their leader is
     * asked to: so while it lives this waits a moment for that, and nobody has to be looked for.
     */
    void signalOthers(Signal signal) {
        if (leaderReaped) {
            parts.scanner().signalKin(kin, signal);
        } else {
            if (unsent.isEmpty()) {
                unsent = new ArrayList<>(2);
                parts.scheduler().schedule(MOMENT, this::sendUnsent);
            }
            unsent.add(signal);
        }
    }

    private void sendUnsent() {
        unsent.forEach(signal -> parts.scanner().signalKin(kin, signal));
        unsent = List.of();
    }

    private void watch(List<ProcEntry> left) {
        watched = new HashSet<>();
        for (ProcEntry member : left) {
            watch(member);
        }
        if (watched.isEmpty() && !gone) {
            parts.scheduler().schedule(MOMENT, this::look);
        }
    }

    private void watch(ProcEntry member) {
        try {
            int pidfd = Processes.open((int) member.pid());
            watched.add(pidfd);
            parts.pause().whenReadable(pidfd, () -> ended(pidfd));
        } catch (ErrnoException e) {
            // it ended just now, or the system is short of something: the next look finds out
            LOG.log(Level.DEBUG, "cannot watch pid " + member.pid() + ": " + e.getMessage());
        }
    }

    private void ended(int pidfd) {
        forget(pidfd);
        watched.remove(pidfd);
        if (watched.isEmpty()) {
            look();
        }
    }

    private void forget(int pidfd) {
        parts.pause().forget(pidfd);
        Descriptors.close(pidfd);
    }

    private void look() {
        if (released) {
            return;
        }
        if (arePossible()) {
            parts.scanner().find(kin, this::found);
        } else {
            found(List.of());
        }
    }

    private void found(List<ProcEntry> left) {
        if (left.isEmpty()) {
            gone = true;
            whenGone.run();
        } else {
            watch(left);
        }
    }

    private boolean arePossible() {
        return kin.isPossible() && parts.processes().isUsed((int) kin.session());
    }
}
