package io.procmgr.os;

import io.procmgr.job.Signal;
import io.procmgr.job.StopRule.Scope;
import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.MarkedProcess;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Ends all that came of a start command that failed: its session, and whoever carries its run mark. First they are asked
 * to end, after a moment they are killed; it is over when none is found. Confined to the event loop.
 */
final class DaemonSweep {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LAST_PAUSE = Duration.ofSeconds(1);

    /** It looks at processes, whatever became of the file. */
    private static final Path NOWHERE = Path.of("/proc");

    /** So long they may take to end by themselves. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DaemonLauncher.Parts parts;
    private final String mark;
    private final RunningProcess command;
    private final BooleanSupplier sessionGone;
    private final Map<ProcessIdentity, Optional<RunningProcess>> found = new HashMap<>();
    private final long begun;
    private Duration pause = FIRST_PAUSE;
    private boolean killing;
    private boolean noneBefore;
    private Runnable done = () -> {};

    DaemonSweep(DaemonLauncher.Parts parts, String mark, RunningProcess command, BooleanSupplier sessionGone) {
        this.parts = parts;
        this.mark = mark;
        this.command = command;
        this.sessionGone = sessionGone;
        this.begun = parts.scheduler().nanoTime();
    }

    void begin(Runnable whenDone) {
        done = whenDone;
        end(command, Scope.SESSION);
        find();
    }

    private void find() {
        Runnable work = () -> {
            List<MarkedProcess> left = parts.marks().find(mark.substring(0, mark.lastIndexOf('/')));
            parts.scheduler()
                    .execute(() -> found(left.stream()
                            .filter(process -> process.mark().equals(mark))
                            .map(MarkedProcess::identity)
                            .toList()));
        };
        // a supervisor that closes leaves what it cannot end any more
        new PidFileTask(NOWHERE, parts.spawners(), work, why -> parts.scheduler()
                        .execute(done))
                .enqueue();
    }

    private void found(List<ProcessIdentity> left) {
        boolean none = left.isEmpty() && sessionGone.getAsBoolean();
        if (none && noneBefore) {
            done.run();
            return;
        }
        // one that forks and ends during a look is not seen by it, nor is its child
        noneBefore = none;
        if (!killing && parts.scheduler().nanoTime() - begun > GRACE.toNanos()) {
            killing = true;
            end(command, Scope.SESSION);
            found.values().forEach(process -> process.ifPresent(one -> end(one, Scope.PROCESS)));
        }
        for (ProcessIdentity identity : left) {
            if (!found.containsKey(identity)) {
                take(identity);
            }
        }
        parts.scheduler().schedule(pause, this::find);
        pause = pause.multipliedBy(2).compareTo(LAST_PAUSE) < 0 ? pause.multipliedBy(2) : LAST_PAUSE;
    }

    private void take(ProcessIdentity identity) {
        try {
            Optional<RunningProcess> process = parts.launcher().adopt(identity, new Nobody());
            process.ifPresent(made -> end(made, Scope.PROCESS));
            found.put(identity, process);
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "procmgr " + e.getMessage() + "; trying again");
        }
    }

    private void end(RunningProcess process, Scope scope) {
        if (killing) {
            process.signal(Signal.KILL, scope);
        } else {
            process.signal(Signal.TERM, scope);
            process.signal(Signal.CONT, scope);
        }
    }

    /** That they end is found out by looking. */
    private static final class Nobody implements LaunchListener {
        @Override
        public void launched(RunningProcess process) {}

        @Override
        public void failed(String reason) {}

        @Override
        public void delayed(String reason) {}

        @Override
        public void exited(ExitStatus status, boolean membersLeft) {}

        @Override
        public void membersGone() {}
    }
}
