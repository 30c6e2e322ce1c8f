package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.SettingValues;
import io.procmgr.http.DoorSettings;
import io.procmgr.rmi.RmiDoor;
import io.procmgr.rmi.RmiSettings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/** Opens JMX by RMI for an application that asks for it. */
final class EmbeddedRmi {
    private static final Logger LOG = System.getLogger("procmgr");

    private EmbeddedRmi() {}

    /** Opens it if a port is set. What cannot be opened costs a warning: the jobs are what counts. */
    static Optional<RmiDoor> open(ProcMgr procMgr, SettingValues values) {
        if (values.jmxPort().isEmpty()) {
            return Optional.empty();
        }
        try {
            Path stateDirectory = procMgr.settings().stateDirectory();
            DoorSettings http = DoorSettings.of(values);
            RmiSettings settings =
                    new RmiSettings(values.jmxHost(), values.jmxPort().getAsInt(), http.tls());
            RmiDoor door = RmiDoor.open(settings, http.logins(stateDirectory), procMgr.callers());
            LOG.log(Level.INFO, "procmgr JMX by RMI at " + door.url() + ", tokens in " + stateDirectory);
            return Optional.of(door);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "procmgr has no JMX by RMI: " + e);
            return Optional.empty();
        }
    }
}
