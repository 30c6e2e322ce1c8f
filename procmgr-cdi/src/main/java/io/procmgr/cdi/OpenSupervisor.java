package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.SettingValues;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** An application's own supervisor while it is up, with all that belongs to it. */
final class OpenSupervisor implements Embedding.Opened {
    private static final Logger LOG = System.getLogger("procmgr");

    private final StateDirectory state;
    private final ProcMgr procMgr;
    private final Optional<EmbeddedDoor> door;
    private final EventBridge events;

    private OpenSupervisor(StateDirectory state, ProcMgr procMgr, Optional<EmbeddedDoor> door, EventBridge events) {
        this.state = state;
        this.procMgr = procMgr;
        this.door = door;
        this.events = events;
    }

    /**
     * Starts the jobs, then opens the door if there is to be one.
     *
     * @throws io.procmgr.InvalidConfigurationException if the definitions have errors
     * @throws IOException if a directory cannot be used
     */
    static OpenSupervisor open(Settings settings, SettingValues values, Application application) throws IOException {
        StateDirectory state = StateDirectory.open(settings.stateDirectory());
        ProcMgr procMgr;
        try {
            procMgr = ProcMgr.start(settings, state);
        } catch (IOException | RuntimeException | Error e) {
            state.close();
            throw e;
        }
        LOG.log(
                Level.INFO,
                "procmgr " + ProcMgr.version() + " runs the jobs of "
                        + settings.app().orElse("this application") + " (state-dir=" + settings.stateDirectory()
                        + ")");
        return new OpenSupervisor(
                state,
                procMgr,
                EmbeddedDoor.open(procMgr, values),
                EventBridge.open(procMgr.supervisor(), application, 0));
    }

    @Override
    public ProcMgr procMgr() {
        return procMgr;
    }

    /** The jobs end while the rest closes; observers hear of their end. */
    @Override
    public void close(boolean observable) {
        procMgr.shutDown();
        if (!observable) {
            events.fallSilent();
        }
        door.ifPresent(EmbeddedDoor::close);
        procMgr.close();
        events.close();
        state.close();
        LOG.log(Level.INFO, "procmgr has ended");
    }
}
