package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.os.linux.ErrnoException;
import io.procmgr.os.linux.ExitInfo;
import io.procmgr.os.linux.Processes;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.Scheduler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A process that somebody else made, or an earlier supervisor in this JVM. Its end is seen at once, but another reaps it:
 * how it ended is seen until that has happened, and afterwards if the kernel tells. Confined to the event loop like its parent class.
 */
final class AdoptedProcess extends NativeProcess {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** Most processes are reaped in no time; whoever does not do it shall not hold up a restart. */
    private static final Duration STATUS_PATIENCE = Duration.ofMillis(100);

    private final ProcEntry found;
    private Scheduler.Timer patience = () -> {};
    private final List<Runnable> early = new ArrayList<>();
    private boolean kinKnown = true;
    private boolean over;
    private boolean released;

    AdoptedProcess(ProcEntry found, Kin kin, int pidfd, NativeLauncher.Parts parts, LaunchListener listener) {
        super(kin, pidfd, parts, listener);
        this.found = found;
    }

    /** From now on watches it; nobody is told that it was launched. */
    @Override
    void begin() {
        parts().living().add(this);
        if (members().isSession()) {
            watch();
        } else {
            kinKnown = false;
            parts().scanner().findMark(found, this::marked);
        }
    }

    private void marked(Optional<String> mark) {
        if (!released) {
            members().are(new Kin(identity(), found.session(), mark));
            kinKnown = true;
            watch();
            early.forEach(Runnable::run);
            early.clear();
        }
    }

    /** What it carries has to be read while it lives. */
    @Override
    void deliver(Signal signal, StopRule.Scope scope) {
        if (kinKnown) {
            super.deliver(signal, scope);
        } else {
            early.add(() -> super.deliver(signal, scope));
        }
    }

    /** Not to be followed means to be taken for dead or for living for ever: so this goes on trying. */
    private void watch() {
        try {
            parts().pause().whenReadable(pidfd(), this::ended);
        } catch (ErrnoException e) {
            LOG.log(Level.WARNING, "cannot watch pid " + pid() + ", trying again: " + e.getMessage());
            patience = parts().scheduler().schedule(AGAIN, this::watch);
        }
    }

    @Override
    public void release() {
        released = true;
        patience.cancel();
        super.release();
    }

    /** Its number may be somebody else's once it is gone, unless members of its session are known to live. */
    @Override
    void signalMain(Signal signal) {
        if (members().isLeaderReaped()) {
            if (members().isSession()) {
                Processes.signalGroup((int) pid(), signal.number());
            }
        } else if (members().isSession() && Processes.signal(pidfd(), 0)) {
            Processes.signalGroup((int) pid(), signal.number());
        } else {
            Processes.signal(pidfd(), signal.number());
        }
    }

    @Override
    void ended() {
        if (isOurChild()) {
            super.ended();
            return;
        }
        OptionalInt status = parts().processTable().zombieStatus(identity());
        if (status.isPresent()) {
            tell(status(status.getAsInt()));
        } else {
            ask();
        }
    }

    /** As long as we have not reaped it, its number is its own. */
    private boolean isOurChild() {
        long self = ProcessHandle.current().pid();
        ProcessIdentity identity = identity();
        return parts().processTable()
                .process(identity)
                .filter(entry -> entry.parent() == self)
                .isPresent();
    }

    private void ask() {
        ExitInfo.Answer answer = new ExitInfo().ask(pidfd());
        switch (answer.known()) {
            case STATUS -> tell(status(answer.status()));
            case NEVER -> tell(ExitStatus.UNKNOWN);
            case NOT_YET -> await();
        }
    }

    private void await() {
        parts().pause().forget(pidfd());
        try {
            parts().pause().whenHungUp(pidfd(), this::hungUp);
            patience = parts().scheduler().schedule(STATUS_PATIENCE, () -> tell(ExitStatus.UNKNOWN));
        } catch (ErrnoException e) {
            tell(ExitStatus.UNKNOWN);
        }
    }

    private void hungUp() {
        ExitInfo.Answer answer = new ExitInfo().ask(pidfd());
        tell(answer.known() == ExitInfo.Known.STATUS ? status(answer.status()) : ExitStatus.UNKNOWN);
    }

    private void tell(ExitStatus status) {
        patience.cancel();
        if (!over) {
            over = true;
            reaped(status);
        }
    }
}
