package io.procmgr.http;

import io.procmgr.ProcMgr;
import io.procmgr.Settings;
import io.procmgr.metrics.JobMetrics;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The HTTP door of a running supervisor, and the file that tells clients of this host where it is. */
public final class Endpoint implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("procmgr");

    private final Path stateDirectory;
    private final HttpDoor door;
    private final Settings settings;

    private Endpoint(Settings settings, HttpDoor door) {
        this.settings = settings;
        this.stateDirectory = settings.stateDirectory();
        this.door = door;
    }

    private EndpointFile file() {
        List<Path> config = new ArrayList<>();
        for (Path path : settings.config()) {
            config.add(settings.workingDirectory().resolve(path));
        }
        List<String> certificates =
                door.certificates().stream().map(Fingerprint::of).toList();
        return new EndpointFile(door.url(), ProcessHandle.current().pid(), settings.app(), config, certificates);
    }

    /** A door with all that this supervisor has to show; where it is, and what is open, is still to be said. */
    public static HttpDoor.Builder door(ProcMgr procMgr, Logins logins) {
        return HttpDoor.builder(logins, procMgr.callers())
                .metrics(new JobMetrics(procMgr.supervisor(), procMgr.resources(), ProcMgr.version()))
                .health(procMgr.supervisor())
                .console();
    }

    /**
     * Opens the door. An {@code endpoint.json} that cannot be written costs a warning: the jobs run, and the door is open to
     * all who are told its URL.
     *
     * @throws IOException if the address or a key store cannot be used
     */
    public static Endpoint open(Settings settings, HttpDoor.Builder door) throws IOException {
        CompletableFuture<Endpoint> opened = new CompletableFuture<>();
        // clients on this host trust the certificates that the file names, so it follows them
        door.onRenewal(certificates -> opened.thenAccept(Endpoint::write));
        Endpoint endpoint = new Endpoint(settings, door.start());
        endpoint.write();
        opened.complete(endpoint);
        return endpoint;
    }

    private void write() {
        try {
            file().write(stateDirectory);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "procmgr cannot write endpoint.json in " + stateDirectory + ": " + e.getMessage());
        }
    }

    public URI url() {
        return door.url();
    }

    /** A command line that shows all jobs, for a POSIX shell; it reads the token, so that the token itself is not shown. */
    public String curlLine() {
        String token = quoted(stateDirectory.resolve("operator.token").toString());
        String pinned = door.certificates().isEmpty()
                ? ""
                : "-k --pinnedpubkey "
                        + quoted(door.certificates().stream()
                                .map(Fingerprint::ofKey)
                                .collect(Collectors.joining(";")))
                        + " ";
        return "curl -s " + pinned + "-H \"Authorization: Bearer $(cat " + token + ")\" "
                + quoted(url() + "/jolokia/read/procmgr:type=Supervisor/Statuses");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Removes the file and closes the door. */
    @Override
    public void close() {
        try {
            file().remove(stateDirectory);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "procmgr cannot remove endpoint.json: " + e);
        }
        door.close();
    }
}
