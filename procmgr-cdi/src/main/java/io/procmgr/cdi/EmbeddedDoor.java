package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.SettingValues;
import io.procmgr.http.Endpoint;
import io.procmgr.http.HttpDoor;
import io.procmgr.http.Logins;
import io.procmgr.http.PublicPart;
import io.procmgr.http.Tokens;
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
            HttpDoor.Builder door = Endpoint.door(procMgr, logins(stateDirectory, values))
                    .open(PublicPart.parse(values.httpPublic()))
                    .host(values.httpHost())
                    .port(values.httpPort().getAsInt());
            Endpoint endpoint = Endpoint.open(procMgr.settings(), door);
            LOG.log(Level.INFO, "procmgr HTTP door at " + endpoint.url() + ", tokens in " + stateDirectory);
            return Optional.of(endpoint);
        } catch (IOException | RuntimeException | LinkageError e) {
            // a server that hides the JDK's HTTP server shows it by a class that is not found
            LOG.log(Level.WARNING, "procmgr has no HTTP door: " + e);
            return Optional.empty();
        }
    }

    /** Who may come in. */
    static Logins logins(Path stateDirectory, SettingValues values) throws IOException {
        Tokens tokens = Tokens.in(stateDirectory);
        return values.httpUsers().isPresent()
                ? Logins.of(tokens, values.httpUsers().get())
                : Logins.of(tokens);
    }
}
