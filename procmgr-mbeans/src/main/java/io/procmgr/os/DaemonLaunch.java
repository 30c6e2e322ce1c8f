package io.procmgr.os;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.Launch;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.LaunchRequest;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import io.procmgr.supervise.Scheduler;
import java.time.Duration;
import java.util.Optional;

/**
 * One launch of a job with a pid file. Looks first whether its daemon lives, and takes charge of it then. Else runs the
 * command, and has succeeded when that has ended with 0 and the file names a process that is proven to be the job's. What
 * came of a launch that fails is ended before the failure is told, so that no retry makes a twin. Confined to the event
 * loop.
 */
final class DaemonLaunch implements Launch {
    /** While it waits it looks so often for what no watcher tells: a process may change without its file. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final DaemonLauncher.Parts parts;
    private final LaunchRequest request;
    private final Duration patience;
    private final LaunchListener listener;
    private final DaemonSearch search;
    private final PidFileTask firstLook;
    private Phase phase = Phase.FIRST_LOOK;
    private Optional<Launch> making = Optional.empty();
    private Optional<RunningProcess> command = Optional.empty();
    private boolean commandDone;
    private boolean sessionGone;
    private boolean looking;
    private boolean lookAgain;
    private String why = "it has not been looked at";
    private String failure = "";
    private Scheduler.Timer timeout = () -> {};
    private Scheduler.Timer again = () -> {};

    private enum Phase {
        FIRST_LOOK,
        /** The command is being made. */
        COMMAND,
        /** The command runs or has ended; the daemon is not up yet. */
        WAITING,
        /** What came of it is being ended. */
        FAILING,
        OVER
    }

    DaemonLaunch(DaemonLauncher.Parts parts, LaunchRequest request, LaunchListener listener) {
        this.parts = parts;
        this.request = request;
        this.patience = request.execution().pidFile().orElseThrow().timeout();
        this.listener = listener;
        this.search = new DaemonSearch(parts, request);
        this.firstLook = new FirstLook();
    }

    DaemonLaunch begin() {
        firstLook.enqueue();
        return this;
    }

    @Override
    public boolean isQueued() {
        return firstLook.isQueued();
    }

    /** One that is under way is ended; that it failed is told when nothing of it is left. */
    @Override
    public boolean withdraw() {
        if (parts.spawners().remove(firstLook)) {
            phase = Phase.OVER;
            return true;
        }
        parts.scheduler().execute(() -> fail("cannot start it: ended before it was up"));
        return false;
    }

    private PidFileTask task(Runnable work) {
        return new PidFileTask(search.file(), parts.spawners(), work, this::refused);
    }

    private void refused(String why) {
        parts.scheduler().execute(() -> fail("cannot launch: " + why));
    }

    /** The one that tells when it takes long: those behind it have a time-out. */
    private final class FirstLook extends PidFileTask {
        FirstLook() {
            super(
                    search.file(),
                    parts.spawners(),
                    () -> {
                        PidFileLook look = search.look(Optional.empty());
                        parts.scheduler().execute(() -> lookedFirst(look));
                    },
                    DaemonLaunch.this::refused);
        }

        @Override
        void holdUp(String time) {
            super.holdUp(time);
            listener.delayed("the launch has taken " + time
                    + " so far: the supervisor is still looking at the pid file " + search.file());
        }
    }

    // ---- looking

    private void lookedFirst(PidFileLook look) {
        if (phase != Phase.FIRST_LOOK
                || look.daemon().isPresent() && take(look.daemon().get())) {
            return;
        }
        phase = Phase.COMMAND;
        making = Optional.of(parts.launcher().launch(request, new CommandListener()));
    }

    private void look() {
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        lookAgain = false;
        again.cancel();
        Optional<ProcessIdentity> maker = command.map(RunningProcess::identity);
        task(() -> {
                    parts.files()
                            .await(this, search.file(), () -> parts.scheduler().execute(this::changed));
                    PidFileLook look = search.look(maker);
                    parts.scheduler().execute(() -> looked(look));
                })
                .enqueue();
    }

    private void changed() {
        if (phase == Phase.WAITING) {
            look();
        }
    }

    private void looked(PidFileLook look) {
        looking = false;
        // only told if it could not be taken: then it has just ended
        why = look.daemon().isPresent() ? "its process has ended" : look.why();
        if (phase != Phase.WAITING) {
            forget();
            return;
        }
        if (commandDone && look.daemon().isPresent() && take(look.daemon().get())) {
            return;
        }
        if (lookAgain) {
            look();
        } else {
            again = parts.scheduler().schedule(AGAIN, this::changed);
        }
    }

    private void forget() {
        task(() -> parts.files().forget(this)).enqueue();
    }

    // ---- how it goes on

    /** Takes charge of the daemon; false if it has just ended. */
    private boolean take(ProcessIdentity daemon) {
        Optional<RunningProcess> process;
        try {
            process = parts.launcher().adopt(daemon, new DaemonListener(parts, search.file(), daemon, listener));
        } catch (IllegalStateException e) {
            fail(e.getMessage());
            return true;
        }
        if (process.isPresent()) {
            boolean waited = phase == Phase.WAITING;
            over();
            command.filter(Releasable.class::isInstance)
                    .map(Releasable.class::cast)
                    .ifPresent(Releasable::release);
            listener.launched(process.get());
            if (waited) {
                forget();
            }
        }
        return process.isPresent();
    }

    private void over() {
        phase = Phase.OVER;
        timeout.cancel();
        again.cancel();
    }

    private void fail(String reason) {
        switch (phase) {
            case FIRST_LOOK -> failed(reason);
            case COMMAND -> {
                phase = Phase.FAILING;
                failure = reason;
                if (making.isPresent() && making.get().withdraw()) {
                    failed(reason);
                }
            }
            case WAITING -> {
                over();
                phase = Phase.FAILING;
                failure = reason;
                forget();
                sweep();
            }
            case FAILING, OVER -> {}
        }
    }

    private void sweep() {
        new DaemonSweep(parts, search.mark(), command.orElseThrow(), () -> sessionGone).begin(() -> failed(failure));
    }

    private void failed(String reason) {
        over();
        listener.failed(reason);
    }

    private void tooLate() {
        String seconds = " within " + patience.toMillis() / 1000.0 + " s";
        fail(
                commandDone
                        ? "cannot start it: no process of it in the pid file" + seconds + ": " + why + " (pid-file="
                                + search.file() + ")"
                        : "cannot start it: the start command did not end" + seconds
                                + ": it has to put itself into the background");
    }

    /** Hears of the start command; told by any thread. */
    private final class CommandListener implements LaunchListener {
        @Override
        public void launching() {
            listener.launching();
        }

        @Override
        public void launched(RunningProcess process) {
            post(() -> {
                command = Optional.of(process);
                if (phase == Phase.FAILING) {
                    sweep();
                } else {
                    phase = Phase.WAITING;
                    timeout = parts.scheduler().schedule(patience, DaemonLaunch.this::tooLate);
                    look();
                }
            });
        }

        @Override
        public void failed(String reason) {
            post(() -> DaemonLaunch.this.failed(reason));
        }

        @Override
        public void delayed(String reason) {
            post(() -> listener.delayed(reason));
        }

        @Override
        public void exited(ExitStatus status, boolean membersLeft) {
            post(() -> {
                commandDone = true;
                sessionGone = !membersLeft;
                if (phase != Phase.WAITING) {
                    return;
                }
                if (status.equals(ExitStatus.exited(0))) {
                    look();
                } else {
                    fail("cannot start it: the start command ended with " + status);
                }
            });
        }

        @Override
        public void membersGone() {
            post(() -> sessionGone = true);
        }

        private void post(Runnable news) {
            parts.scheduler().execute(news);
        }
    }
}
