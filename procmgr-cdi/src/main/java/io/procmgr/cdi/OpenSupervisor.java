package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.SettingValues;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** An application's own supervisor while it is up, with all that belongs to it; closed in the opposite order. */
final class OpenSupervisor implements Embedding.Opened {
    private static final Logger LOG = System.getLogger("procmgr");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private ProcMgr procMgr;

    private OpenSupervisor() {}

    static OpenSupervisor open(Settings settings, StateDirectory state, SettingValues values, Application application)
            throws IOException {
        OpenSupervisor opened = new OpenSupervisor();
        boolean open = false;
        try {
            opened.own(state);
            opened.procMgr = opened.own(ProcMgr.start(settings, state));
            open = true;
            LOG.log(
                    Level.INFO,
                    "procmgr " + ProcMgr.version() + " runs the jobs of "
                            + settings.app().orElse("this application") + ": state directory "
                            + settings.stateDirectory());
            return opened;
        } finally {
            if (!open) {
                opened.closeAll();
            }
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public ProcMgr procMgr() {
        return procMgr;
    }

    @Override
    public void close(boolean observable) {
        // the jobs end while the rest closes
        procMgr.shutDown();
        closeAll();
        LOG.log(Level.INFO, "procmgr has ended");
    }

    private void closeAll() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "procmgr cannot close " + part.getClass().getSimpleName(), e);
            }
        }
    }
}
