package io.procmgr.os;

import io.procmgr.supervise.ExitStatus;
import io.procmgr.supervise.LaunchListener;
import io.procmgr.supervise.ProcessIdentity;
import io.procmgr.supervise.RunningProcess;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Hears of the end of a daemon, and removes its pid file if that still names it before it passes the end on: afterwards
 * the next one may be writing it. A file system that hangs holds up the news for a second at most.
 */
final class DaemonListener implements LaunchListener {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DaemonLauncher.Parts parts;
    private final Path file;
    private final ProcessIdentity daemon;
    private final LaunchListener listener;
    private boolean told;
    private boolean gone;

    DaemonListener(DaemonLauncher.Parts parts, Path file, ProcessIdentity daemon, LaunchListener listener) {
        this.parts = parts;
        this.file = file;
        this.daemon = daemon;
        this.listener = listener;
    }

    /** Not told of one that was adopted. */
    @Override
    public void launched(RunningProcess process) {}

    /** Nor this. */
    @Override
    public void failed(String reason) {}

    /** Nor this. */
    @Override
    public void delayed(String reason) {}

    @Override
    public void exited(ExitStatus status, boolean membersLeft) {
        Runnable tell = () -> tell(status, membersLeft);
        parts.scheduler().execute(() -> {
            parts.scheduler().schedule(PATIENCE, tell);
            Runnable done = () -> parts.scheduler().execute(tell);
            Runnable work = () -> {
                PidFile.removeIfNames(file, daemon.pid()).ifPresent(why -> LOG.log(Level.WARNING, "procmgr " + why));
                done.run();
            };
            new PidFileTask(file, parts.spawners(), work, why -> done.run()).enqueue();
        });
    }

    private void tell(ExitStatus status, boolean membersLeft) {
        if (!told) {
            told = true;
            listener.exited(status, membersLeft);
            if (gone) {
                listener.membersGone();
            }
        }
    }

    @Override
    public void membersGone() {
        parts.scheduler().execute(() -> {
            gone = true;
            if (told) {
                listener.membersGone();
            }
        });
    }
}
