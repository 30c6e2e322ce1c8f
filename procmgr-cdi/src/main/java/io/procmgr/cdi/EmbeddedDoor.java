package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.SettingValues;
import io.procmgr.http.DoorSettings;
import io.procmgr.http.Endpoint;
import io.procmgr.http.HttpDoor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the HTTP door of an application that asks for one. */
final class EmbeddedDoor {
    private static final Logger LOG = System.getLogger("procmgr");

    private EmbeddedDoor() {}

    /** Opens it if a port is set. One that cannot be opened costs a warning: the jobs are what counts. */
    static Optional<Endpoint> open(ProcMgr procMgr, SettingValues values) {
        if (values.httpPort().isEmpty()) {
            return Optional.empty();
        }
        try {
            Path stateDirectory = procMgr.settings().stateDirectory();
            DoorSettings settings = DoorSettings.of(values);
            HttpDoor.Builder door =
                    Endpoint.door(procMgr, settings.logins(stateDirectory)).settings(settings);
            Endpoint endpoint = Endpoint.open(procMgr.settings(), door);
            LOG.log(Level.INFO, "procmgr HTTP door at " + endpoint.url() + ", tokens in " + stateDirectory);
            return Optional.of(endpoint);
        } catch (IOException | RuntimeException | LinkageError e) {
            // a server that hides the JDK's module jdk.httpserver shows it by a class that is not found
            LOG.log(Level.WARNING, "procmgr has no HTTP door: " + e);
            return Optional.empty();
        }
    }
}
