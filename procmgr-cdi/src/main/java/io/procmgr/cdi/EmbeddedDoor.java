package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.SettingValues;
import io.procmgr.Settings;
import io.procmgr.http.EndpointFile;
import io.procmgr.http.HttpDoor;
import io.procmgr.http.PublicPart;
import io.procmgr.http.Tokens;
import io.procmgr.metrics.JobMetrics;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The HTTP door of an application that asks for one, and the file that tells clients of this host where it is. */
final class EmbeddedDoor implements AutoCloseable {
    private static final Logger LOG = System.getLogger("procmgr");

    private final HttpDoor door;
    private final EndpointFile file;
    private final Path stateDirectory;

    private EmbeddedDoor(HttpDoor door, EndpointFile file, Path stateDirectory) {
        this.door = door;
        this.file = file;
        this.stateDirectory = stateDirectory;
    }

    /** Opens the door if a port is set. One that cannot be opened costs a warning: the jobs are what counts. */
    static Optional<EmbeddedDoor> open(ProcMgr procMgr, SettingValues values) {
        if (values.httpPort().isEmpty()) {
            return Optional.empty();
        }
        try {
            Path stateDirectory = procMgr.settings().stateDirectory();
            HttpDoor door = HttpDoor.builder(Tokens.in(stateDirectory), procMgr.callers())
                    .metrics(new JobMetrics(procMgr.supervisor(), procMgr.resources(), ProcMgr.version()))
                    .health(procMgr.supervisor())
                    .open(PublicPart.parse(values.httpPublic()))
                    .host(values.httpHost())
                    .port(values.httpPort().getAsInt())
                    .start();
            Settings settings = procMgr.settings();
            List<Path> config = settings.config().stream()
                    .map(settings.workingDirectory()::resolve)
                    .toList();
            EndpointFile file =
                    new EndpointFile(door.url(), ProcessHandle.current().pid(), settings.app(), config);
            EmbeddedDoor opened = new EmbeddedDoor(door, file, stateDirectory);
            opened.tellWhere();
            return Optional.of(opened);
        } catch (IOException | RuntimeException | LinkageError e) {
            // a server that hides the JDK's HTTP server shows it by a class that is not found
            LOG.log(Level.WARNING, "procmgr has no HTTP door: " + e);
            return Optional.empty();
        }
    }

    private void tellWhere() {
        try {
            file.write(stateDirectory);
            LOG.log(Level.INFO, "procmgr HTTP door at " + door.url() + ", tokens in " + stateDirectory);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "procmgr cannot write endpoint.json in " + stateDirectory + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            file.remove(stateDirectory);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "procmgr cannot remove endpoint.json: " + e);
        }
        door.close();
    }
}
