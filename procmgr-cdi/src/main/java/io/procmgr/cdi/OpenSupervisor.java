package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.SettingValues;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import io.procmgr.http.Endpoint;
import io.procmgr.http.EndpointFile;
import io.procmgr.rmi.RmiDoor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** An application's own supervisor while it is up, with all that belongs to it. */
final class OpenSupervisor implements Embedding.Opened {
    private static final Logger LOG = System.getLogger("procmgr");

    private final StateDirectory state;
    private Optional<ProcMgr> procMgr = Optional.empty();
    private Optional<Endpoint> door = Optional.empty();
    private Optional<RmiDoor> rmi = Optional.empty();
    private Optional<EventBridge> events = Optional.empty();

    private OpenSupervisor(StateDirectory state) {
        this.state = state;
    }

    /**
     * Starts the jobs, then opens the door if there is to be one.
     *
     * @throws io.procmgr.InvalidConfigurationException if the definitions have errors
     * @throws IOException if a directory cannot be used
     */
    static OpenSupervisor open(Settings settings, SettingValues values, Application application) throws IOException {
        OpenSupervisor opened = new OpenSupervisor(StateDirectory.open(settings.stateDirectory()));
        try {
            opened.begin(settings, values, application);
            return opened;
        } catch (IOException | RuntimeException | Error e) {
            opened.close(false);
            throw e;
        }
    }

    private void begin(Settings settings, SettingValues values, Application application) throws IOException {
        // of one that was killed: a client must not take whoever has its port now for this one
        EndpointFile.removeLeft(state.path());
        ProcMgr started = ProcMgr.start(settings, state);
        procMgr = Optional.of(started);
        LOG.log(
                Level.INFO,
                "procmgr " + ProcMgr.version() + " runs the jobs of "
                        + settings.app().orElse("this application") + " (state-dir=" + settings.stateDirectory()
                        + ")");
        door = EmbeddedDoor.open(started, values);
        rmi = EmbeddedRmi.open(started, values);
        events = Optional.of(EventBridge.open(started.supervisor(), application, 0));
    }

    @Override
    public ProcMgr procMgr() {
        return procMgr.orElseThrow();
    }

    /** The jobs end while the rest closes; observers hear of their end. */
    @Override
    public void close(boolean observable) {
        procMgr.ifPresent(ProcMgr::shutDown);
        if (!observable) {
            events.ifPresent(EventBridge::fallSilent);
        }
        Closing.all(List.of(rmi, door, procMgr, events, Optional.of(state)));
        LOG.log(Level.INFO, "procmgr has ended");
    }
}
